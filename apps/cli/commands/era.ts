import { type RemittancePart, RemittanceReader } from '#libs/x12/read/remittance-reader.js';
import { eachFile } from '../input/each-file.js';
import { InputError } from '../input/input-error.js';
import { readChunks } from '../input/read-chunks.js';
import { nameOf } from '../input/read-lines.js';
import { readPractice } from '../input/read-practice.js';
import { printAsRead } from '../output/print-as-read.js';
import { RemittanceJson, type RemittanceOutput, RemittanceTables } from '../output/remittance-output.js';

interface EraOptions {
  readonly practice?: string;
  readonly table?: boolean;
}

/** Prints a file's remittances while they are read, so that a file of any size takes the same memory. True where one does not balance. */
async function printRemittances(file: string, output: RemittanceOutput): Promise<boolean> {
  let unbalanced = false;
  const text = (parts: readonly RemittancePart[]) => {
    let joined = '';
    for (const part of parts) {
      joined += output.text(part);
      if (part.kind === 'trailer' && !part.trailer.balanced) unbalanced = true;
    }
    return joined;
  };
  async function* pieces(): AsyncGenerator<string> {
    const reader = new RemittanceReader();
    for await (const chunk of readChunks(file)) yield text(reader.push(chunk));
    yield text(reader.end());
    const refusal = reader.refusal();
    if (refusal !== null) throw new InputError(`${nameOf(file)}: ${refusal.message}`);
    yield output.end();
  }
  await printAsRead(pieces());
  return unbalanced;
}

/** `era FILE…`: remittances, balanced and classified. Gives true where a transaction does not balance. */
export async function era(files: readonly string[], options: EraOptions): Promise<boolean> {
  const practice = await readPractice(options.practice);
  return eachFile(files, (file) =>
    printRemittances(file, options.table ? new RemittanceTables(practice) : new RemittanceJson(file, practice)),
  );
}
