import { deadline } from '#libs/domain/denial-case/deadlines.js';
import { explainDeadline } from '#libs/domain/denial-case/explain-deadline.js';
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
  readonly explain?: boolean;
  readonly table?: boolean;
}

/** `deadline`: one deadline of a payer, with `--explain` step by step. A kind that the payer does not have, or a missing date, is an input error. */
export async function deadlineOf(options: DeadlineOptions): Promise<boolean> {
  const practice = await readPractice(options.practice);
  const payer = payerProfile(practice, options.payer);
  if (!payer)
    throw new InputError(`--payer: no payer ${options.payer} is known; name the practice's profile with --practice`);
  const question = {
    kind: options.kind,
    payer,
    notice: options.notice,
    service: options.service,
    amountCents: options.amount,
    level: options.level,
  };
  const data = { rules: builtInDeadlineRules(), minimums: openReference(options.reference, practice) };
  const answer = deadline(question, data);
  if (!answer.ok) throw new InputError(`--${answer.refusal.field ?? 'kind'}: ${answer.refusal.message}`);
  const { payerId, kind, statutoryDate, workBy, rule } = answer.value;
  const explained = options.explain ? explainDeadline(question, data) : null;
  const explanation = explained?.ok ? explained.value : [];
  const head = table(['payer', 'kind', 'due', 'work by', 'rule'], [[payerId, kind, statutoryDate, workBy, rule]]);
  await (options.table
    ? printText(`${head}${explanation.map((step) => `${step}\n`).join('')}`)
    : printJson(options.explain ? { ...answer.value, explanation } : answer.value));
  return false;
}
