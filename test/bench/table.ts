import { isMissed, type Line, ratioOf } from './bench.js';

/** A figure with thousands apart, three digits where it is small. */
function figure(amount: number): string {
  return amount >= 100 ? Math.round(amount).toLocaleString('en-US') : String(Number(amount.toPrecision(3)));
}

function aims({ aim, better, unit, peer }: Line): string {
  return [
    ...(aim === undefined ? [] : [`${better === 'less' ? '≤' : '≥'} ${figure(aim)} ${unit}`]),
    ...(peer?.aim === undefined ? [] : [`≥ ${figure(peer.aim)}×`]),
  ].join(', ');
}

function cells(line: Line): string[] {
  const { what, amount, unit, peer } = line;
  const compared = peer ? [`${peer.name} ${figure(peer.amount)}`, `${figure(ratioOf(line, peer))}×`] : ['', ''];
  return [what, `${figure(amount)} ${unit}`, ...compared, aims(line), isMissed(line) ? 'MISSED' : ''];
}

/** The lines as one table for people; a line that misses its aim ends with `MISSED`. */
export function table(title: string, lines: readonly Line[]): string {
  const rows = [[title, 'figure', 'peer', 'ratio', 'aim', ''], ...lines.map(cells)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
