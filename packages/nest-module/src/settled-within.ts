/** How long a closing app waits for what is under way, in ms: well below the 30 s that container platforms give. */
const patienceMs = 10_000;

/** Resolves when all promises have settled, also badly; or after a while, so that an app can always be closed. */
export async function settledWithin(underWay: Iterable<Promise<unknown>>): Promise<void> {
  const promises = [...underWay];
  if (promises.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled(promises), enough]);
  clearTimeout(timer);
}
