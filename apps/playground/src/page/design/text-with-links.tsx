/**
 * A message's text with its links marked as a phone marks them. They are not links here: what a stranger wrote is
 * shown, and not followed.
 */
export function TextWithLinks({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"']+)/).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="link">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
