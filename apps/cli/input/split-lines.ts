/** Longest line that is taken, in characters: a session has a few thousand. */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** A line longer than any value has; the number counts from 1. */
export class LineTooLongError extends Error {
  constructor(readonly line: number) {
    super(`line ${line} is longer than ${LONGEST_LINE} characters`);
  }
}

/** Lines of a text that comes in pieces. Only LF and CR LF end a line, as in NDJSON; memory holds one piece and one line. */
export async function* splitLines(pieces: AsyncIterable<string>, longest = LONGEST_LINE): AsyncGenerator<string> {
  let line = 0;
  let rest = '';
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      line += 1;
      const text = rest + piece.slice(from, end);
      if (text.length > longest) throw new LineTooLongError(line);
      yield text.endsWith('\r') ? text.slice(0, -1) : text;
      rest = '';
      from = end + 1;
    }
    rest += piece.slice(from);
    if (rest.length > longest) throw new LineTooLongError(line + 1);
  }
  if (rest !== '') yield rest;
}
