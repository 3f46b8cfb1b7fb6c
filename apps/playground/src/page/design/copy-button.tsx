import { useEffect, useState } from 'react';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({
  text,
  name,
  className,
}: {
  text: string;
  name: string;
  className?: string | undefined;
}) {
  const [said, say] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => say(undefined), 1600);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => say('Copied'),
      () => say('Not allowed'),
    );
  };
  return (
    <button type="button" className={className} onClick={copy} aria-live="polite">
      {said ?? name}
    </button>
  );
}
