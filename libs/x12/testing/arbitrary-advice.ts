import fc from 'fast-check';
import { addDays } from '#libs/kernel/local-date.js';
import { sumCents } from '#libs/kernel/money.js';
import type { AdviceAdjustment, AdviceClaim, AdviceLine, RemittanceAdvice } from '../remittance-advice.js';

/* Remittances for property tests: any that balance. */

const amount = fc.integer({ min: -50_000, max: 500_000 });
const identifier = fc.stringMatching(/^[A-Z0-9]{1,17}$/);
const claimRemark = fc.constantFrom('MA01', 'MA130', 'MA18', 'N362');
const remark = fc.constantFrom('MA01', 'N362', 'M15', 'MA130', 'N851', 'MA18');

const adjustment: fc.Arbitrary<AdviceAdjustment> = fc.record({
  group: fc.constantFrom('CO' as const, 'PR' as const, 'OA' as const, 'PI' as const),
  reason: fc.constantFrom('45', '2', '119', '253', '59', 'B7'),
  amountCents: amount,
});

function total(adjustments: readonly AdviceAdjustment[]): number {
  return sumCents(adjustments.map(({ amountCents }) => amountCents));
}

const line: fc.Arbitrary<AdviceLine> = fc
  .record({
    code: fc.constantFrom('97110', '97530', '97166'),
    modifiers: fc.uniqueArray(fc.constantFrom('GO', 'CO', 'KX', '59'), { maxLength: 4 }),
    units: fc.integer({ min: 0, max: 12 }),
    chargeCents: fc.integer({ min: -100_000, max: 500_000 }),
    days: fc.integer({ min: 0, max: 400 }),
    control: identifier,
    allowedCents: amount,
    adjustments: fc.array(adjustment, { maxLength: 9 }),
    remarks: fc.array(remark, { maxLength: 3 }),
  })
  .map(({ days, ...rest }) => ({
    ...rest,
    serviceDate: addDays('2026-01-01', days),
    paidCents: rest.chargeCents - total(rest.adjustments),
  }));

const claim: fc.Arbitrary<AdviceClaim> = fc
  .record({
    patientControlNumber: identifier,
    payerControlNumber: identifier,
    status: fc.constantFrom('1', '2', '3', '19', '22'),
    filingIndicator: fc.constantFrom('MB', '12'),
    placeOfService: fc.constant('11'),
    frequency: fc.constant('1'),
    patient: fc.constant({ lastName: 'Doe', firstName: 'Jane', memberId: 'M1' }),
    adjustments: fc.array(adjustment, { maxLength: 3 }),
    remarks: fc.array(claimRemark, { maxLength: 5 }),
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    patientCents: fc.integer({ min: 0, max: 5_000 }),
  })
  .map((rest) => ({
    ...rest,
    chargeCents: sumCents(rest.lines.map(({ chargeCents }) => chargeCents)),
    paidCents: sumCents(rest.lines.map(({ paidCents }) => paidCents)) - total(rest.adjustments),
  }));

/** Any advice that balances and pays nothing or more: what it would take too much is brought up by a forwarded balance. */
export function arbitraryAdvice(): fc.Arbitrary<RemittanceAdvice> {
  const providerAdjustment = fc.record({
    reason: fc.constantFrom('WO', 'L6', '72'),
    reference: identifier,
    amountCents: amount,
  });
  return fc
    .record({
      claims: fc.array(claim, { maxLength: 5 }),
      providerAdjustments: fc.array(providerAdjustment, { maxLength: 8 }),
    })
    .map(({ claims, providerAdjustments }) => {
      const paid = sumCents(claims.map(({ paidCents }) => paidCents));
      const pays = paid - sumCents(providerAdjustments.map(({ amountCents }) => amountCents));
      const forwarded = { reason: 'FB', reference: '', amountCents: pays };
      return sampleAdvice({
        claims,
        providerAdjustments: pays < 0 ? [...providerAdjustments, forwarded] : providerAdjustments,
      });
    });
}

/** An advice without claims, to be changed by tests. */
export function sampleAdvice(changes: Partial<RemittanceAdvice> = {}): RemittanceAdvice {
  return {
    control: '0001',
    payer: {
      name: 'Medicare',
      id: '15202',
      address: { line1: '1 Payer Way', city: 'Columbus', state: 'OH', zip: '43215' },
      contact: { name: 'Provider desk', phone: '8005550100' },
    },
    payee: { name: 'Hand and Upper Limb Practice', npi: '1234567893', taxId: '123456789' },
    traceNumber: 'EFT20260406',
    originatorId: '1999999999',
    date: '2026-04-06',
    claims: [],
    providerAdjustments: [],
    ...changes,
  };
}
