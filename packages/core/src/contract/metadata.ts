import * as v from 'valibot';
import { documented } from './documented.ts';
import type { Schema } from './endpoint.ts';
import { checked } from './fields.ts';

/** Limits of `metadata`, in UTF-16 units: this project's choice. */
export const METADATA_LIMITS = { keys: 20, key: 100, value: 256 };

function isMap(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map of text to text: up to 20 keys of up to 100, values of up to 256. */
export function metadata(): Schema<Record<string, string>, Record<string, string>> {
  return documented(
    {
      type: 'object',
      additionalProperties: { type: 'string', maxLength: METADATA_LIMITS.value },
      propertyNames: { minLength: 1, maxLength: METADATA_LIMITS.key },
      maxProperties: METADATA_LIMITS.keys,
    },
    checked(v.custom<Record<string, string>>(isMap, 'invalid_type'), (map, complain) => {
      const entries = Object.entries(map);
      if (entries.length > METADATA_LIMITS.keys) return complain('too_many_items');
      for (const [key, value] of entries) {
        if (key.length === 0) complain('empty', key);
        if (key.length > METADATA_LIMITS.key) complain('too_long', key);
        if (typeof value !== 'string') complain('invalid_type', key);
        else if (value.length > METADATA_LIMITS.value) complain('too_long', key);
      }
    }),
  );
}

/** The map, as it comes back. */
export function metadataOut(): Schema<Record<string, string>, Record<string, string>> {
  return v.record(v.string(), v.string());
}
