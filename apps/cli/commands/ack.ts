import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import { readAcknowledgements } from '#libs/x12/read/acknowledgement-reader.js';
import { eachFile } from '../input/each-file.js';
import { InputError } from '../input/input-error.js';
import { readBytes } from '../input/read-bytes.js';
import { nameOf } from '../input/read-lines.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';

function acknowledgementTable(acknowledgements: readonly Acknowledgement[]): string {
  return table(
    ['kind', 'level', 'control', 'claim', 'payer claim', 'accepted', 'statuses'],
    acknowledgements.map((one) => [
      one.kind,
      one.level,
      one.control,
      one.patientControlNumber,
      one.payerControlNumber,
      one.accepted ? 'yes' : 'NO',
      one.statuses
        .map(({ category, status, entity }) => [category, status, entity].filter(Boolean).join(' '))
        .join('; '),
    ]),
  );
}

/** `ack FILE…`: TA1, 999 and 277CA in one form. Gives true where something was rejected. */
export async function ack(files: readonly string[], options: { readonly table?: boolean }): Promise<boolean> {
  return eachFile(files, async (file) => {
    const read = readAcknowledgements([await readBytes(file)]);
    if (!read.ok) throw new InputError(`${nameOf(file)}: ${read.refusal.message}`);
    const { acknowledgements, problems } = read.value;
    await (options.table
      ? printText(acknowledgementTable(acknowledgements))
      : printJson({ file, acknowledgements, ...(problems.length > 0 && { problems }) }));
    return acknowledgements.some((one) => !one.accepted);
  });
}
