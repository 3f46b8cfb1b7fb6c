import type { Sender } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../api/call.ts';
import { Field } from '../design/field.tsx';
import { senderHint } from './sender-hint.ts';
import { Picker } from './picker.tsx';

/** The senders of the account. */
const sendersQuery = {
  queryKey: ['senders', 'of the account'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call('senders', 'list', { per_page: 100 }, signal),
};

/** The account's senders; none while they are not known. */
export function useSenders(): readonly Sender[] {
  const { data } = useQuery(sendersQuery);
  return data?.data ?? [];
}

interface SenderFieldProps {
  readonly from: string;
  /** Everybody that it goes to. */
  readonly to: readonly string[];
  readonly defaultSender: string | null | undefined;
  readonly fault: string | undefined;
  readonly onChange: (from: string) => void;
}

/** Who the message is from. */
export function SenderField({ from, to, defaultSender, fault, onChange }: SenderFieldProps) {
  const senders = useSenders();
  const hint = useMemo(() => senderHint(from, to), [from, to]);
  const choices = senders.map((sender) => ({
    value: sender.value ?? '',
    detail: aboutSender(sender),
    words: aboutSender(sender),
  }));
  return (
    <Field
      label="From"
      hint={hint}
      fault={fault}
      aside={choices.length > 0 && <Picker name="Pick a sender" choices={choices} onPick={onChange} />}
    >
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          spellCheck={false}
          placeholder={defaultSender ?? 'the account’s default sender'}
          value={from}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What a sender can do, in a few words. */
function aboutSender({ type, country, two_way: twoWay, capabilities, status }: Sender): string {
  const parts = [
    type === 'number' ? 'number' : 'sender ID',
    ...(country === null ? [] : [country]),
    twoWay ? 'two-way' : 'one-way',
    (capabilities ?? []).map((capability) => capability.toUpperCase()).join(' and '),
    ...(status === 'active' ? [] : [status]),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
