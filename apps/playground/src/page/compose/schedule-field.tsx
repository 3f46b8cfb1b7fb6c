import { Field } from '../design/field.tsx';
import { readSchedule, scheduleHint } from './schedule.ts';

interface ScheduleFieldProps {
  readonly text: string;
  /** The time of the server that the message goes to. */
  readonly now: Date;
  readonly fault: string | undefined;
  readonly onChange: (text: string) => void;
}

/** When to send, in words that are resolved as they are written. */
export function ScheduleField({ text, now, fault, onChange }: ScheduleFieldProps) {
  const schedule = readSchedule(text, now);
  const hints = {
    now: () => 'Left out: sent at once.',
    at: (at: Date) => <span className="mono">{scheduleHint(at, now, undefined)}</span>,
  };
  return (
    <Field
      label="Schedule"
      hint={schedule.kind === 'at' ? hints.at(schedule.at) : hints.now()}
      fault={schedule.kind === 'refused' ? schedule.why : fault}
    >
      {(control) => (
        <input
          {...control}
          autoComplete="off"
          spellCheck={false}
          placeholder="next Monday 9am"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
