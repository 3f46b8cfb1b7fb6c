/**
 * A table in Markdown, set as the formatter of this project would set it.
 *
 * @param rows The head first. Columns from `right` on hold figures.
 */
export function markdownTable(rows: readonly (readonly string[])[], right = Infinity): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => set(row[column] ?? '', width, column >= right)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column >= right ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [head = [], ...body] = cells;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

function set(cell: string, width: number, isRight: boolean): string {
  return isRight ? cell.padStart(width) : cell.padEnd(width);
}
