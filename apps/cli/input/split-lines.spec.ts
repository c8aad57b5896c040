import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitLines } from './split-lines.js';

async function lines(pieces: readonly string[], longest?: number): Promise<string[]> {
  const all: string[] = [];
  async function* stream() {
    yield* pieces;
  }
  for await (const line of splitLines(stream(), longest)) all.push(line);
  return all;
}

describe('lines', () => {
  it('end with LF or CR LF, the last one also with the input', async () => {
    expect(await lines(['a\r\nb\n\nc'])).toEqual(['a', 'b', '', 'c']);
    expect(await lines(['a\n'])).toEqual(['a']);
    expect(await lines([])).toEqual([]);
  });

  it('are not ended by what JSON may carry raw', async () => {
    expect(await lines(['"a\u2028b\u2029c"\n"d"'])).toEqual(['"a\u2028b\u2029c"', '"d"']);
  });

  it('are the same in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[ab\r\n]{0,5}$/)), async (pieces) => {
        expect(await lines(pieces)).toEqual(await lines([pieces.join('')]));
      }),
    );
  });

  it('are refused by number where they are too long, before their end is seen', async () => {
    await expect(lines(['abc\n', 'abcd', 'e'], 3)).rejects.toMatchObject({ line: 2 });
    await expect(lines(['abcd\n'], 3)).rejects.toMatchObject({ line: 1 });
    expect(await lines(['abc\nabc'], 3)).toEqual(['abc', 'abc']);
  });
});
