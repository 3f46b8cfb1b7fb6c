/** A comment of the contract: what stands between backticks is code, and everything is text. */
export function ContractComment({ text = '' }: { text: string | undefined }) {
  // What the pattern catches stands at every other place.
  return text.split(/`([^`]+)`/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={index} className="mono">
        {part}
      </code>
    ),
  );
}
