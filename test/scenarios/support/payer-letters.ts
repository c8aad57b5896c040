import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sumCents } from '#libs/kernel/money.js';
import type { ClaimLine, ProfessionalClaim } from '#libs/x12/claim.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import type {
  AdviceAdjustment,
  AdviceClaim,
  AdviceLine,
  AdviceProviderAdjustment,
} from '#libs/x12/remittance-advice.js';
import { writeRemittances } from '#libs/x12/write/remittance-835.js';

/* What a payer reads of us and writes to us: real 837P in, real 835 out. */

/** The claims that lie in a payer's folder, in the order in which they left. */
export async function claimsIn(outbox: string): Promise<readonly ProfessionalClaim[]> {
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.x12')).sort();
  const files = await Promise.all(names.map((name) => readFile(join(outbox, name))));
  return files.flatMap((file) => {
    const read = readClaims([file]);
    if (!read.ok) throw new Error(read.refusal.message);
    return read.value.transactions.flatMap(({ claims }) => claims.map(({ claim }) => claim));
  });
}

const VERDICT = /^(CO|PR|OA|PI)-(\w+) (all|-?\d+\.\d\d)$/;

/** `CO-45 10.00, PR-2 5.00, N362`: adjustments in dollars (`all` for the whole charge) and remarks; the rest of the charge is paid. */
function decidedLine(line: ClaimLine, verdict: string): AdviceLine {
  const parts = verdict === '' ? [] : verdict.split(', ');
  const adjustments = parts.flatMap((part): AdviceAdjustment[] => {
    const [, group, reason, amount] = VERDICT.exec(part) ?? [];
    if (group === undefined || reason === undefined) return [];
    const amountCents = amount === 'all' ? line.chargeCents : Math.round(Number(amount) * 100);
    return [{ group: group as AdviceAdjustment['group'], reason, amountCents }];
  });
  const { code, modifiers, units, chargeCents, serviceDate, lineControlNumber: control } = line;
  return {
    ...{ code, modifiers, units, chargeCents, serviceDate, control, adjustments },
    paidCents: chargeCents - sumCents(adjustments.map(({ amountCents }) => amountCents)),
    remarks: parts.filter((part) => !VERDICT.test(part)),
  };
}

/** The payer's decision about a claim as it was sent, a verdict for each line in order; the last verdict holds for the lines after it. */
export function decision(
  sent: ProfessionalClaim,
  verdicts: readonly string[],
  changes: Partial<AdviceClaim> = {},
): AdviceClaim {
  const lines = sent.lines.map((line, index) => decidedLine(line, verdicts[index] ?? verdicts.at(-1) ?? ''));
  const owed = lines.flatMap((line) => line.adjustments).filter(({ group }) => group === 'PR');
  return {
    ...{ patientControlNumber: sent.patientControlNumber, payerControlNumber: `ICN${sent.patientControlNumber}` },
    ...{ status: '1', filingIndicator: '12', placeOfService: sent.placeOfService },
    chargeCents: sumCents(lines.map((line) => line.chargeCents)),
    paidCents: sumCents(lines.map((line) => line.paidCents)),
    patientCents: sumCents(owed.map(({ amountCents }) => amountCents)),
    ...{ patient: { lastName: 'Example', firstName: 'Erin' }, adjustments: [], remarks: [], lines },
    ...changes,
  };
}

const negated = ({ amountCents, ...rest }: AdviceAdjustment) => ({ ...rest, amountCents: -amountCents });

/** The payer takes a decision back: CLP02 22, all amounts negated. */
export function reversalOf(decided: AdviceClaim): AdviceClaim {
  const lines = decided.lines.map((line) => ({
    ...line,
    ...{ chargeCents: -line.chargeCents, paidCents: -line.paidCents },
    adjustments: line.adjustments.map(negated),
  }));
  const { chargeCents, paidCents, patientCents, adjustments } = decided;
  return {
    ...decided,
    ...{ status: '22', chargeCents: -chargeCents, paidCents: -paidCents, patientCents: -patientCents, lines },
    adjustments: adjustments.map(negated),
  };
}

/** `WO 25.00 ICN1`: reason, dollars (+ takes money away) and reference. */
export function plb(text: string): AdviceProviderAdjustment {
  const [reason = '', amount = '', reference = ''] = text.split(' ');
  return { reason, reference, amountCents: Math.round(Number(amount) * 100) };
}

export interface Payment {
  readonly traceNumber: string;
  readonly date: string;
  readonly claims: readonly AdviceClaim[];
  readonly providerAdjustments?: readonly AdviceProviderAdjustment[];
  /** ISA13: another number makes the same payment another file. */
  readonly interchange: number;
}

/** The payment as the text of an 835. */
export function remittanceText({ interchange, providerAdjustments = [], ...payment }: Payment): string {
  const payer = {
    ...{ name: 'The Payer', id: 'PAYER1', contact: { name: 'Services', phone: '8005550100' } },
    address: { line1: '1 Plaza', city: 'Hartford', state: 'CT', zip: '061030000' },
  };
  const advice = { control: '0001', payer, payee: { name: 'Harbor', npi: '1993000011' }, originatorId: '1512345678' };
  const written = writeRemittances({
    ...{ sender: { id: 'PAYER01' }, receiver: { id: 'HARBOROT' }, usage: 'T' },
    controlNumbers: { interchange, group: interchange },
    time: { date: payment.date, time: '06:00' },
    remittances: [{ ...advice, ...payment, providerAdjustments }],
  });
  if (!written.ok) throw new Error(written.refusal.message);
  return [...written.value].join('');
}
