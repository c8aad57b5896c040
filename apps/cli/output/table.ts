/** A cell of a table; an amount is right-aligned, as all numbers are. */
export type Cell = string | number | undefined;

function textOf(cell: Cell): string {
  return cell === undefined ? '' : String(cell);
}

/** Rows under headings, columns as wide as their widest cell. Numbers stand right, words left. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => textOf(row[column]).length)),
  );
  const isRight = headings.map((_, column) =>
    rows.some((row) => typeof row[column] === 'number' || /^-?\$/.test(textOf(row[column]))),
  );
  const line = (cells: readonly Cell[]) =>
    widths
      .map((width, column) =>
        isRight[column] ? textOf(cells[column]).padStart(width) : textOf(cells[column]).padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return `${[line(headings), ...rows.map(line)].join('\n')}\n`;
}
