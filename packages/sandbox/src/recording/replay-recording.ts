import { openSandbox, type OpenSandbox } from '../open-sandbox.ts';
import type { AttemptResult } from '../webhooks/delivery.ts';
import type { Answers } from '../webhooks/webhook-sender.ts';
import { type Difference, differencesOf } from './differences.ts';
import { copy, requestAgain } from './record-requests.ts';
import type { RecordedReply, RecordedStep, Recording } from './recording.ts';

/** How often it is looked whether an attempt is under way, before it is given up. */
const patience = 10_000;

/**
 * Does everything that a recording holds once more, in memory: with the same seed and at the same times, whatever the
 * clock and the ports of this machine are. No event is posted anywhere: receivers answer as they did.
 *
 * @returns What came out otherwise; nothing where all is the same.
 * @throws `TypeError` where it is no recording, or one of another format.
 * @example
 * ```ts
 * const differences = await replayRecording(JSON.parse(await readFile('calls.json', 'utf8')));
 * ```
 */
export async function replayRecording(recording: Recording): Promise<Difference[]> {
  demandRecording(recording);
  const replay = new Replay(recording);
  try {
    return await replay.run(recording.steps);
  } finally {
    await replay.close();
  }
}

/** A recording may come out of a file. */
function demandRecording(recording: Recording): void {
  const { format, seed, started_at: startedAt, options, steps } = recording ?? {};
  if (format !== 1)
    throw new TypeError('This is no recording, or one of a format that this version does not know.');
  const isWhole =
    typeof seed === 'string' &&
    Number.isFinite(startedAt) &&
    typeof options === 'object' &&
    Array.isArray(steps);
  if (!isWhole) throw new TypeError('The recording is not whole.');
}

class Replay {
  readonly #open: OpenSandbox;
  /** Attempts whose receivers have not answered yet. */
  readonly #waiting = new Map<string, (result: AttemptResult) => void>();
  readonly #noted = new Map<string, () => void>();
  #origin = 'http://localhost';
  #replies: Promise<Difference[]>[] = [];

  constructor({ seed, options, started_at: startedAt }: Recording) {
    const answers: Answers = (id, trigger) => {
      const { promise, resolve } = Promise.withResolvers<AttemptResult>();
      this.#waiting.set(`${id} ${trigger}`, resolve);
      return promise;
    };
    const own = { ...options, seed, record: true, clock: 'manual', startAt: new Date(startedAt) } as const;
    this.#open = openSandbox(own, { origin: () => this.#origin, answers });
    this.#open.platform.webhookSender.onAttempt((_, { id }) => this.#noted.get(id)?.());
  }

  async run(steps: readonly RecordedStep[]): Promise<Difference[]> {
    const differences: Difference[] = [];
    for (const [index, step] of steps.entries()) {
      const overlaps = step.do === 'request' && step.overlaps;
      if (!overlaps) differences.push(...(await this.#settle()));
      this.#open.platform.clock.catchUp(step.at);
      const found = await this.#play(step, index + 1);
      if (found) differences.push(found);
    }
    return [...differences, ...(await this.#settle())];
  }

  close(): Promise<void> {
    return this.#open.sandbox.close();
  }

  async #settle(): Promise<Difference[]> {
    const settled = await Promise.all(this.#replies);
    this.#replies = [];
    return settled.flat();
  }

  async #play(step: RecordedStep, number: number): Promise<Difference | undefined> {
    const { sandbox, platform } = this.#open;
    switch (step.do) {
      case 'request':
        this.#replies.push(this.#request(step, number));
        return undefined;
      case 'due': {
        const agenda = platform.clock.agenda(step.agenda);
        if (agenda) platform.clock.runNow(agenda);
        return undefined;
      }
      case 'attempt':
        return this.#attempt(step, number);
      case 'resend': {
        const row = platform.webhookSender.store.get(step.delivery);
        if (!row) return missing(number, step.delivery);
        void platform.webhookSender.resend(row);
        return undefined;
      }
      case 'open':
        platform.accounts.open(step.key);
        return undefined;
      case 'clear_inbox':
        sandbox.account(step.key).inbox.clear();
        return undefined;
      case 'reply':
        // What was refused then is refused now.
        await sandbox
          .account(step.key)
          .reply(step.reply)
          .catch(() => undefined);
        return undefined;
      case 'move':
        // As above.
        await sandbox
          .account(step.key)
          .messages.move(step.move)
          .catch(() => undefined);
        return undefined;
      case 'settings':
        sandbox.account(step.key).settings.update(step.change);
        return undefined;
      case 'faults':
        platform.faults.add(step.rule);
        return undefined;
      case 'clear_faults':
        platform.faults.clear();
        return undefined;
      case 'reset':
        await sandbox.reset();
        return undefined;
      case 'restore':
        await sandbox.restore(step.snapshot).catch(() => undefined);
        return undefined;
      case 'listen':
        this.#origin = step.origin;
        return undefined;
    }
  }

  async #request(step: RecordedStep & { readonly do: 'request' }, number: number): Promise<Difference[]> {
    const { reply } = await copy(await this.#open.api.fetch(requestAgain(step.request)));
    // Recorded while it was not answered yet: there is nothing to compare it with.
    const before: RecordedReply | null = step.reply;
    return before === null ? [] : differencesOf({ step: number, request: step.request }, reply, before);
  }

  async #attempt(
    step: RecordedStep & { readonly do: 'attempt' },
    number: number,
  ): Promise<Difference | undefined> {
    const name = `${step.delivery} ${step.trigger}`;
    for (let look = 0; !this.#waiting.has(name); look++) {
      if (look >= patience) return missing(number, step.delivery);
      await new Promise((resolve) => void setImmediate(resolve));
    }
    const noted = new Promise<void>((resolve) => this.#noted.set(step.delivery, resolve));
    this.#waiting.get(name)?.(step.result);
    this.#waiting.delete(name);
    await noted;
    this.#noted.delete(step.delivery);
    return undefined;
  }
}

function missing(step: number, delivery: string): Difference {
  return { step, request: `delivery ${delivery}`, where: 'attempt', now: null, before: '"made"' };
}
