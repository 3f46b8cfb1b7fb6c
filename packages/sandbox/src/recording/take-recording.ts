import type { Platform } from '../platform.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import type { RecordedOptions, Recording } from './recording.ts';

/** What was kept so far. */
export function takeRecording(platform: Platform, options: SandboxOptions): Recording {
  const { seed, sections } = platform;
  if (seed === undefined || sections.steps === undefined)
    throw new TypeError('The sandbox keeps no recording: its option `record` is not set.');
  return {
    format: 1,
    seed,
    started_at: sections.startedAt,
    ended_at: sections.endedAt ?? null,
    options: recordedOptions(platform, options),
    // As it is now: what is still to come is none of it.
    steps: structuredClone<Recording['steps']>(sections.steps),
  };
}

function recordedOptions({ settings, alias }: Platform, options: SandboxOptions): RecordedOptions {
  const { account, accounts, faults, publicUrl, webhookSecret } = options;
  const named = Object.entries(accounts ?? {}).map(([key, value]) => [alias(key), value] as const);
  return {
    apiKey: alias(settings.apiKey),
    latencyMs: settings.first.latencyMs,
    webhookTargets: settings.webhookTargets,
    accounts: Object.fromEntries(named),
    ...(account && { account }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(webhookSecret !== undefined && { webhookSecret }),
    ...(faults && {
      faults: faults.map((rule) =>
        rule.apiKey === undefined ? rule : { ...rule, apiKey: alias(rule.apiKey) },
      ),
    }),
  };
}
