import type { Account, Preview, SendMessage } from '@chatti/core/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Previews, Stopped } from '../../previews.ts';
import { call } from '../api/call.ts';
import type { RequestError } from '../api/request.ts';
import { askPreviews } from './ask-previews.ts';
import type { Cost } from './cost.ts';
import { costOf } from './cost.ts';
import type { Destinations } from './destinations.ts';
import { asksEach, destinationsOf, SAMPLE_LIMITS, sampleOf } from './destinations.ts';
import { isMore, readMoney } from './money.ts';
import { PAUSE_MS, useSettled } from './use-settled.ts';
import type { Writing } from './use-writing.ts';

/** What a message to many comes to, as far as the server has said by now. */
export interface KnownCost extends Cost {
  /** Whether each recipient was asked about; otherwise one of each country, and the sum is an estimate. */
  readonly isEach: boolean;
  readonly currency: string;
  /** How many questions it took. */
  readonly asked: number;
  /** Why some were not asked about. */
  readonly stopped: Stopped | null;
  /**
   * How many opt-outs were looked at, of how many; the latter is undefined where they could not be read. Nothing where
   * each recipient was asked about.
   */
  readonly optOuts: { readonly read: number; readonly total: number | undefined } | undefined;
  /** What the account holds, where that is known. */
  readonly balance: string | undefined;
  /** Whether the account holds less. */
  readonly isShort: boolean;
  /** Whether something was written since. */
  readonly isOld: boolean;
}

/** Everything about what a message to many costs. */
export interface CostAnswer {
  /** Everybody that it goes to, by where they are. */
  readonly destinations: Destinations;
  /** Who is asked about. */
  readonly sample: readonly string[];
  /** What the server made of it for them. */
  readonly previews: readonly Preview[];
  readonly cost: KnownCost | undefined;
  readonly error: RequestError | null;
  /** Asks once more, without waiting for something to be written. */
  readonly askAgain: () => void;
}

/** What the server was asked about, together with what it said. */
interface Told extends Previews {
  readonly destinations: Destinations;
  readonly isEach: boolean;
}

/**
 * Asks what a message to many costs: of few about each, of many about one of each country, once nothing was typed for a
 * moment. Older questions are called off.
 */
export function useCost({ numbers, toJudge, hasContent, isReal, account }: Writing): CostAnswer {
  const limits = SAMPLE_LIMITS[isReal ? 'real' : 'sandbox'];
  const destinations = useMemo(() => destinationsOf(numbers), [numbers]);
  const isEach = asksEach(destinations, limits);
  const isMany = numbers.length > 1;
  const optOuts = useOptOuts(isMany && hasContent && !isEach, isReal);
  const sample = useMemo(
    () => sampleOf(destinations, optOuts.numbers, limits),
    [destinations, optOuts.numbers, limits],
  );
  const { to: _first, ...fields } = toJudge;
  // Of one recipient it is asked elsewhere: nothing of that is left to be asked once there are more.
  const question = isMany ? JSON.stringify({ sample, fields }) : '';
  const asked = useSettled(question, isReal ? PAUSE_MS.real : PAUSE_MS.sandbox);
  const isAskable = useMemo(() => isMany && asked !== '' && hasContentIn(asked), [isMany, asked]);
  const { data, error, isPlaceholderData, refetch } = useQuery<Told, RequestError>({
    queryKey: ['previews', asked],
    queryFn: ({ signal }) => askAbout(asked, { destinations, isEach }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    enabled: isAskable && !optOuts.isPending,
  });
  const isOld = isPlaceholderData || asked !== question;
  const cost = useMemo(() => {
    if (!data) return undefined;
    const told = isOld ? data : { ...data, destinations, isEach };
    return withoutGone({ ...known(told, optOuts, account), isOld }, numbers);
  }, [data, isOld, destinations, isEach, optOuts, account, numbers]);
  const isShown = isMany && hasContent;
  return {
    destinations,
    sample,
    previews: isShown ? (data?.results.map(({ preview }) => preview) ?? []) : [],
    cost: isShown && !error ? cost : undefined,
    error: isShown ? error : null,
    askAgain: () => void refetch(),
  };
}

interface Question {
  readonly sample: readonly string[];
  readonly fields: Partial<SendMessage>;
}

function readQuestion(asked: string): Question {
  // What was written as JSON just before.
  return JSON.parse(asked) as Question;
}

/** Whether there was anything to send when it was written: a question about nothing is not asked. */
function hasContentIn(asked: string): boolean {
  const { body, media } = readQuestion(asked).fields;
  return body !== undefined || media !== undefined;
}

async function askAbout(
  asked: string,
  about: Pick<Told, 'destinations' | 'isEach'>,
  signal: AbortSignal,
): Promise<Told> {
  const { sample, fields } = readQuestion(asked);
  const none = { results: [], stopped: null };
  return { ...(sample.length === 0 ? none : await askPreviews(sample, fields, signal)), ...about };
}

function known(told: Told, optOuts: OptOuts, account: Account | undefined): Omit<KnownCost, 'isOld'> {
  const { destinations, results, stopped, isEach } = told;
  const previews = new Map(results.map(({ to, preview }) => [to, preview]));
  const cost = costOf({ destinations, isEach, optedOut: optOuts.numbers, previews });
  const balance = readMoney(account?.balance);
  return {
    ...cost,
    isEach,
    stopped,
    asked: results.length,
    currency: account?.currency ?? '',
    optOuts: isEach ? undefined : { read: optOuts.numbers.size, total: optOuts.total },
    balance: account?.balance ?? undefined,
    isShort: balance !== undefined && isMore(cost.total, balance),
  };
}

/** Those who were taken out of the list since are not told of any more. */
function withoutGone(cost: KnownCost, numbers: readonly string[]): KnownCost {
  if (!cost.isOld) return cost;
  const all = new Set(numbers);
  const left = cost.left.map((one) => ({ ...one, to: one.to.filter((number) => all.has(number)) }));
  return { ...cost, left: left.filter(({ to }) => to.length > 0) };
}

interface OptOuts {
  readonly numbers: ReadonlySet<string>;
  /** How many there are: more than `numbers` holds where not all were read, undefined where none could be. */
  readonly total: number | undefined;
  readonly isPending: boolean;
}

const nobody: ReadonlySet<string> = new Set();

/** How many pages of a thousand opt-outs are read at most. */
const mostPages = { sandbox: 10, real: 2 };

/** For how long the opt-outs of a real account are taken for true, in ms. The sandbox tells of each. */
const freshMs = 120_000;

/** The newest of those who have opted out, for lists of which not each recipient is asked about. */
function useOptOuts(enabled: boolean, isReal: boolean): OptOuts {
  const { data, isPending } = useQuery({
    queryKey: ['optOuts', 'of a list', isReal],
    queryFn: ({ signal }) => readOptOuts(mostPages[isReal ? 'real' : 'sandbox'], signal),
    staleTime: isReal ? freshMs : Infinity,
    retry: false,
    enabled,
  });
  return useMemo(
    () => ({ numbers: data?.numbers ?? nobody, total: data?.total, isPending: enabled && isPending }),
    [data, enabled, isPending],
  );
}

async function readOptOuts(pages: number, signal: AbortSignal) {
  const numbers = new Set<string>();
  let total = 0;
  for (let page = 1; page <= pages; page++) {
    const read = await call('optOuts', 'list', { page, per_page: 1000 }, signal);
    for (const { number } of read.data ?? []) if (number !== null) numbers.add(number);
    total = read.total ?? numbers.size;
    if (!read.next_page_url) break;
  }
  return { numbers, total };
}
