import { sumCents } from '#libs/kernel/money.js';
import type { AdviceClaim, AdviceLine } from '#libs/x12/remittance-advice.js';
import { writeRemittances } from '#libs/x12/write/remittance-835.js';

/** Claims that are written out once; a large file repeats them. */
const PATTERN_CLAIMS = 500;
const CODES = ['97530', '97110', '97140', '97535', '97112'];
const CHARGE_CENTS = 6_000;
const ALLOWED_CENTS = 3_507;
const COINSURANCE_CENTS = 701;
const SEQUESTRATION_CENTS = 56;
const PAID_CENTS = ALLOWED_CENTS - COINSURANCE_CENTS - SEQUESTRATION_CENTS;

/** What a large file holds: for the check that whoever read it has read all of it. */
export interface LargeRemittance {
  readonly bytes: number;
  readonly claims: number;
  readonly segments: number;
  readonly paymentCents: number;
}

/** A day's line: most are paid in part, as Medicare does, some denied for the threshold. */
function line(claim: number, number: number): AdviceLine {
  const denied = (claim + number) % 11 === 0;
  const day = String(1 + (claim % 28)).padStart(2, '0');
  const control = `${String(claim).padStart(13, '0')}L${number}`;
  const common = { code: CODES[number % CODES.length] as string, chargeCents: CHARGE_CENTS, units: 1 + (number % 2) };
  const told = { ...common, modifiers: ['GO'], serviceDate: `2026-03-${day}`, control };
  if (denied)
    return {
      ...told,
      paidCents: 0,
      adjustments: [{ group: 'CO', reason: '119', amountCents: CHARGE_CENTS }],
      remarks: ['N362'],
    };
  return {
    ...told,
    paidCents: PAID_CENTS,
    allowedCents: ALLOWED_CENTS,
    adjustments: [
      { group: 'CO', reason: '45', amountCents: CHARGE_CENTS - ALLOWED_CENTS },
      { group: 'CO', reason: '253', amountCents: SEQUESTRATION_CENTS },
      { group: 'PR', reason: '2', amountCents: COINSURANCE_CENTS },
    ],
    remarks: [],
  };
}

function claim(number: number): AdviceClaim {
  const lines = Array.from({ length: 1 + (number % 4) }, (_, index) => line(number, index + 1));
  const patientCents = lines.filter(({ paidCents }) => paidCents > 0).length * COINSURANCE_CENTS;
  return {
    patientControlNumber: `${String(number).padStart(13, '0')}S1`,
    payerControlNumber: `26${String(number).padStart(11, '0')}`,
    status: '1',
    chargeCents: lines.length * CHARGE_CENTS,
    paidCents: sumCents(lines.map(({ paidCents }) => paidCents)),
    patientCents,
    filingIndicator: 'MB',
    placeOfService: '11',
    frequency: '1',
    patient: { lastName: `Sample${number}`, firstName: 'Pat', memberId: `1EG4TE5MK${number}` },
    receivedOn: '2026-03-30',
    adjustments: [],
    remarks: ['MA01'],
    lines,
  };
}

const ENVELOPE = {
  sender: { id: 'PAYER1' },
  receiver: { id: 'PRACTICE1' },
  controlNumbers: { interchange: 1, group: 1 },
  time: { date: '2026-04-06', time: '09:00' },
  usage: 'T' as const,
};

const ADVICE = {
  control: '0001',
  payer: {
    name: 'Sample payer',
    id: '00000',
    address: { line1: '1 Main Street', city: 'Springfield', state: 'IL', zip: '627010000' },
    contact: { name: 'Provider services', phone: '8005550100' },
  },
  payee: { name: 'Sample practice', npi: '1234567893' },
  traceNumber: 'EFT20260406',
  originatorId: '1999999999',
  date: '2026-04-06',
  providerAdjustments: [],
};

/** The segments of a small file of the same kind, as text each. */
function patternSegments(claims: readonly AdviceClaim[]): string[] {
  const written = writeRemittances({ ...ENVELOPE, remittances: [{ ...ADVICE, claims }] });
  if (!written.ok) throw new Error(written.refusal.message);
  return [...written.value];
}

/**
 * An 835 of at least so many bytes with one transaction, the hardest case for a reader's memory: piece by piece, and what it holds. The same
 * bytes at every run.
 */
export function largeRemittance(leastBytes: number): { content: LargeRemittance; pieces: () => Generator<Buffer> } {
  const pattern = Array.from({ length: PATTERN_CLAIMS }, (_, index) => claim(index + 1));
  const segments = patternSegments(pattern);
  const first = segments.findIndex((text) => text.startsWith('CLP'));
  const end = segments.findIndex((text) => text.startsWith('SE'));
  const claims = Buffer.from(segments.slice(first, end).join(''));
  const repeats = Math.ceil(leastBytes / claims.length);
  const paymentCents = repeats * sumCents(pattern.map(({ paidCents }) => paidCents));
  const head = Buffer.from(
    segments
      .slice(0, first)
      .map((text) => text.replace(/^(BPR\*\w\*)[\d.]+/, `$1${(paymentCents / 100).toFixed(2)}`))
      .join(''),
  );
  const count = first - 2 + (end - first) * repeats + 1;
  const tail = Buffer.from(
    segments
      .slice(end)
      .map((text) => text.replace(/^SE\*\d+/, `SE*${count}`))
      .join(''),
  );
  const content = {
    bytes: head.length + claims.length * repeats + tail.length,
    claims: repeats * PATTERN_CLAIMS,
    segments: segments.length + (end - first) * (repeats - 1),
    paymentCents,
  };
  return {
    content,
    *pieces() {
      yield head;
      for (let count = 0; count < repeats; count += 1) yield claims;
      yield tail;
    },
  };
}
