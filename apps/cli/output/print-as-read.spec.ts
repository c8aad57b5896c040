import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { InputError } from '../input/input-error.js';
import { printAsRead } from './print-as-read.js';

const printed: string[] = [];
const standardOutput = jest.spyOn(process.stdout, 'write');

afterEach(() => {
  printed.length = 0;
  standardOutput.mockReset();
});

function listen(): void {
  standardOutput.mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
}

async function* breaking(pieces: readonly string[], error: Error): AsyncGenerator<string> {
  yield* pieces;
  throw error;
}

describe('what is printed of a file while it is read', () => {
  it('ends its line where the file breaks off, and the error says that it is not whole', async () => {
    listen();
    const broken = printAsRead(breaking(['{"file":"a","claims":['], new InputError('a: it cannot be read')));
    await expect(broken).rejects.toThrow('a: it cannot be read; what was printed of it is cut off');
    expect(printed.join('')).toBe('{"file":"a","claims":[\n');
  });

  it('is nothing where the file cannot be read at all', async () => {
    listen();
    await expect(printAsRead(breaking([''], new InputError('a: no such file')))).rejects.toThrow(/^a: no such file$/);
    expect(printed).toEqual([]);
  });
});
