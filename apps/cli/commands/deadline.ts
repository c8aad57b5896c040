import { deadline } from '#libs/domain/denial-case/deadlines.js';
import { builtInDeadlineRules } from '#libs/domain/denial-case/reference/built-in.js';
import type { LocalDate } from '#libs/kernel/local-date.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import { InputError } from '../input/input-error.js';
import { readPractice } from '../input/read-practice.js';
import { openReference } from '../input/read-reference.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';

interface DeadlineOptions {
  readonly payer: string;
  readonly kind: string;
  readonly notice?: LocalDate;
  readonly service?: LocalDate;
  readonly amount?: number;
  readonly level?: string;
  readonly practice?: string;
  readonly reference?: string;
  readonly table?: boolean;
}

/** `deadline`: one deadline of a payer. A kind that the payer does not have, or a missing date, is an input error. */
export async function deadlineOf(options: DeadlineOptions): Promise<boolean> {
  const practice = await readPractice(options.practice);
  const payer = payerProfile(practice, options.payer);
  if (!payer)
    throw new InputError(`--payer: no payer ${options.payer} is known; name the practice's profile with --practice`);
  const answer = deadline(
    {
      kind: options.kind,
      payer,
      notice: options.notice,
      service: options.service,
      amountCents: options.amount,
      level: options.level,
    },
    { rules: builtInDeadlineRules(), minimums: openReference(options.reference, practice) },
  );
  if (!answer.ok) throw new InputError(`--${answer.refusal.field ?? 'kind'}: ${answer.refusal.message}`);
  const { payerId, kind, statutoryDate, workBy, rule } = answer.value;
  await (options.table
    ? printText(table(['payer', 'kind', 'due', 'work by', 'rule'], [[payerId, kind, statutoryDate, workBy, rule]]))
    : printJson(answer.value));
  return false;
}
