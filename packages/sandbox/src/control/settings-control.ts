import type { Parsed } from '@chatti/core/contract';
import type { Platform } from '../platform.ts';
import { fieldRefusal } from '../refusal.ts';
import { type CurrentSettings, runningSettings, type SettingsChange } from '../sandbox-settings.ts';
import type { ControlHandlers } from './control-call.ts';
import type { SettingsDocument, UpdateSettings } from './settings-fields.ts';

/** The settings that can be changed while the sandbox runs. */
export function settingsHandlers(platform: Platform): ControlHandlers['settings'] {
  return {
    get: (_input, { account }) => settingsOf(platform, account.apiKey),
    update(input, { account }) {
      try {
        account.settings.update(changeOf(input));
      } catch (error) {
        // Each field alone was checked before: what is left is a default sender that is none of the senders.
        if (error instanceof TypeError) throw fieldRefusal('default_sender', 'contradiction', error.message);
        throw error;
      }
      return settingsOf(platform, account.apiKey);
    },
  };
}

/** The settings of the account with this key, as they are told. */
export function settingsOf(platform: Platform, apiKey: string): SettingsDocument {
  const current: CurrentSettings = runningSettings(platform, apiKey).get();
  return {
    account_id: platform.accounts.look(apiKey).id,
    latency_ms: current.latencyMs,
    name: current.name,
    balance: current.balance,
    default_sender: current.defaultSender,
    senders: current.senders && [...current.senders],
    cors_origins: [...current.corsOrigins],
    rate_limit: current.rateLimit && { limit: current.rateLimit.limit, period_s: current.rateLimit.periodS },
  };
}

function changeOf({
  latency_ms: latencyMs,
  default_sender: defaultSender,
  cors_origins: corsOrigins,
  rate_limit: limit,
  name,
  balance,
  senders,
}: Parsed<UpdateSettings>): SettingsChange {
  return {
    ...(latencyMs !== undefined && { latencyMs }),
    ...(name !== undefined && { name }),
    ...(balance !== undefined && { balance }),
    ...(defaultSender !== undefined && { defaultSender }),
    ...(senders !== undefined && { senders }),
    ...(corsOrigins !== undefined && { corsOrigins }),
    ...(limit !== undefined && { rateLimit: limit && { limit: limit.limit, periodS: limit.period_s } }),
  };
}
