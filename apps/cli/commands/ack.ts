import type { Acknowledgement } from '#libs/x12/acknowledgement.js';
import type { Problem } from '#libs/x12/problem.js';
import { AcknowledgementReader } from '#libs/x12/read/acknowledgement-reader.js';
import { eachFile } from '../input/each-file.js';
import { InputError } from '../input/input-error.js';
import { readChunks } from '../input/read-chunks.js';
import { nameOf } from '../input/read-lines.js';
import { printAsRead } from '../output/print-as-read.js';
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

/** The acknowledgements of a file as they are read; of its problems, which are known at the end, `problems` is told. */
async function* acknowledgementsOf(
  file: string,
  problems: (found: readonly Problem[]) => void,
): AsyncGenerator<readonly Acknowledgement[]> {
  const reader = new AcknowledgementReader();
  for await (const chunk of readChunks(file)) yield reader.push(chunk);
  const rest = reader.end();
  if (!rest.ok) throw new InputError(`${nameOf(file)}: ${rest.refusal.message}`);
  yield rest.value.acknowledgements;
  problems(rest.value.problems);
}

/** One file as the contract's one JSON value or as a table, whose columns are as wide as the widest row. True where something was rejected. */
async function printAcknowledgements(file: string, asTable: boolean): Promise<boolean> {
  let rejected = false;
  let problems: readonly Problem[] = [];
  async function* pieces(): AsyncGenerator<string> {
    const rows: Acknowledgement[] = [];
    let before = `{"file":${JSON.stringify(file)},"acknowledgements":[`;
    const found = acknowledgementsOf(file, (all) => {
      problems = all;
    });
    for await (const acknowledgements of found) {
      for (const one of acknowledgements) {
        if (!one.accepted) rejected = true;
        if (asTable) rows.push(one);
        else yield `${before}${JSON.stringify(one)}`;
        before = ',';
      }
    }
    if (asTable) yield acknowledgementTable(rows);
    else {
      const opening = before === ',' ? '' : before;
      yield `${opening}]${problems.length > 0 ? `,"problems":${JSON.stringify(problems)}` : ''}}\n`;
    }
  }
  await printAsRead(pieces());
  return rejected;
}

/** `ack FILE…`: TA1, 999 and 277CA in one form. Gives true where something was rejected. */
export async function ack(files: readonly string[], options: { readonly table?: boolean }): Promise<boolean> {
  return eachFile(files, (file) => printAcknowledgements(file, options.table === true));
}
