import { findPageSamples } from '../docs/find-samples.ts';

/** The commands that a page has its reader type, without the comment behind them. */
export function commandsOf(page: string): readonly string[] {
  return findPageSamples()
    .filter((sample) => sample.page === page && sample.language === 'sh')
    .flatMap(({ code }) => code.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim());
}
