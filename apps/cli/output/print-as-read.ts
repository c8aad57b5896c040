import { InputError } from '../input/input-error.js';
import { printText } from './print.js';

/**
 * Prints the pieces of one file's value as they come. Where the file breaks off halfway, its line is ended, so that the next file's value stands
 * on a line of its own, and the error says that what was printed is not whole.
 */
export async function printAsRead(pieces: AsyncIterable<string>): Promise<void> {
  let begun = false;
  try {
    for await (const piece of pieces) {
      if (piece === '') continue;
      await printText(piece);
      begun = true;
    }
  } catch (error) {
    if (!begun || !(error instanceof InputError)) throw error;
    await printText('\n');
    throw new InputError(`${error.message}; what was printed of it is cut off`);
  }
}
