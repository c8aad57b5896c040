import type { LocalDate } from '#libs/kernel/local-date.js';
import type { Finding } from '../finding.js';
import { isMedicare, type PayerProfile } from '../payer-profile.js';
import type { CatalogueCode } from '../reference/code-catalogue.js';
import type { Reference } from '../reference/reference.js';
import { finding } from '../rule-catalogue.js';
import { listed } from '../words.js';

/** What a stated code is billed as, or why it is not; `finding` may accompany either. */
export interface BilledCode {
  readonly entry?: CatalogueCode;
  readonly finding?: Finding;
}

function ended(entry: CatalogueCode, procedure: number): Finding {
  const { code, to, successors } = entry;
  const heirs =
    successors.length === 0 ? '' : `; ${listed(successors)} ${successors.length === 1 ? 'replaces' : 'replace'} it`;
  return finding('code.ended', `${code} ended ${to}${heirs}`, {
    procedure,
    ...(successors.length > 0 && { fix: `bill ${listed(successors)} for what was done` }),
  });
}

/** Looks a code up for a date of service and a payer: unknown, ended, substituted, bundled, or as it stands. */
export function billedCode(
  code: string,
  procedure: number,
  on: LocalDate,
  payer: PayerProfile,
  reference: Reference,
): BilledCode {
  const entry = reference.codes.get(code);
  if (!entry)
    return { finding: finding('code.unknown', `${code} is not a code that this project knows`, { procedure }) };
  if (entry.to !== undefined && on > entry.to) return { finding: ended(entry, procedure) };
  if (on < entry.from)
    return { finding: finding('code.not-yet-valid', `${code} is not valid before ${entry.from}`, { procedure }) };
  if (!isMedicare(payer)) return { entry };
  if (entry.medicareBundled)
    return { finding: finding('code.bundled', `Medicare never pays ${code} separately: no line`, { procedure }) };
  const substitute = entry.medicareCode === undefined ? undefined : reference.codes.get(entry.medicareCode);
  if (!substitute) return { entry };
  const message = `Medicare does not take ${code}: billed as ${substitute.code}`;
  return { entry: substitute, finding: finding('code.substituted', message, { procedure }) };
}
