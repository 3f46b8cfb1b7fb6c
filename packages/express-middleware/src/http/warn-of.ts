/** Tells the process of an error that has no other way out, in one sentence and with the error's stack. */
export function warnOf(sentence: string): (error: unknown) => void {
  return (error) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : typeof error;
    process.emitWarning(sentence, { type: 'ChattiWarning', detail });
  };
}
