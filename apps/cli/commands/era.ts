import { type RemittancePart, RemittanceReader } from '#libs/x12/read/remittance-reader.js';
import { eachFile } from '../input/each-file.js';
import { InputError } from '../input/input-error.js';
import { readChunks } from '../input/read-chunks.js';
import { nameOf } from '../input/read-lines.js';
import { readPractice } from '../input/read-practice.js';
import { printText } from '../output/print.js';
import { RemittanceJson, type RemittanceOutput, RemittanceTables } from '../output/remittance-output.js';

interface EraOptions {
  readonly practice?: string;
  readonly table?: boolean;
}

/** Prints a file's remittances while they are read, so that a file of any size takes the same memory. True where one does not balance. */
async function printRemittances(file: string, output: RemittanceOutput): Promise<boolean> {
  const reader = new RemittanceReader();
  let unbalanced = false;
  const print = async (parts: readonly RemittancePart[]) => {
    let text = '';
    for (const part of parts) {
      text += output.text(part);
      if (part.kind === 'trailer' && !part.trailer.balanced) unbalanced = true;
    }
    if (text !== '') await printText(text);
  };
  for await (const chunk of readChunks(file)) await print(reader.push(chunk));
  await print(reader.end());
  const refusal = reader.refusal();
  if (refusal !== null) throw new InputError(`${nameOf(file)}: ${refusal.message}`);
  await printText(output.end());
  return unbalanced;
}

/** `era FILE…`: remittances, balanced and classified. Gives true where a transaction does not balance. */
export async function era(files: readonly string[], options: EraOptions): Promise<boolean> {
  const practice = await readPractice(options.practice);
  return eachFile(files, (file) =>
    printRemittances(file, options.table ? new RemittanceTables(practice) : new RemittanceJson(file, practice)),
  );
}
