import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import { eachFile } from '../input/each-file.js';
import { InputError } from '../input/input-error.js';
import { readBytes } from '../input/read-bytes.js';
import { nameOf } from '../input/read-lines.js';
import { readPractice } from '../input/read-practice.js';
import { printJson, printText } from '../output/print.js';
import { remittanceTable } from '../output/remittance-table.js';
import { shownRemittance } from '../output/shown-remittance.js';

interface EraOptions {
  readonly practice?: string;
  readonly table?: boolean;
}

/** `era FILE…`: remittances, balanced and classified. Gives true where a transaction does not balance. */
export async function era(files: readonly string[], options: EraOptions): Promise<boolean> {
  const practice = await readPractice(options.practice);
  return eachFile(files, async (file) => {
    const read = readRemittances([await readBytes(file)]);
    if (!read.ok) throw new InputError(`${nameOf(file)}: ${read.refusal.message}`);
    const transactions = read.value.transactions.map((remittance) => shownRemittance(remittance, practice));
    await (options.table ? printText(transactions.map(remittanceTable).join('')) : printJson({ file, transactions }));
    return transactions.some((transaction) => !transaction.balanced);
  });
}
