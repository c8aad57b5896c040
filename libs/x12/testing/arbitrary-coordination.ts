import fc from 'fast-check';
import { sumCents } from '#libs/kernel/money.js';
import type { ClaimLine, LineAdjudication, Responsibility } from '../claim.js';
import { address, date, defined, identifier, name, option, personName, terms } from './arbitrary-parts.js';

/* Other payers of generated claims, and what they decided: each decision balances. */

/** Reasons of the usual kinds; a group's stand together, as the writer puts them. */
const ADJUSTMENTS = ['CO', 'OA', 'PR'].flatMap((group) =>
  ['45', '253', '59', '23', '1', '2', '3', '96'].map((reason) => ({ group, reason })),
);

/** How a payer divides an amount: its share of it, and reasons for the rest. */
const division = fc.record({
  paidPercent: fc.integer({ min: 0, max: 100 }),
  reasons: fc.subarray(ADJUSTMENTS, { minLength: 1, maxLength: 12 }),
  otherCents: fc.integer({ min: 0, max: 5_000 }),
  quantity: option(fc.constant(1)),
  adjudicatedOn: date,
  patientOwesCents: option(fc.integer({ min: 0, max: 50_000 })),
  code: option(fc.constant('97112')),
});
type Division = typeof division extends fc.Arbitrary<infer Value> ? Value : never;

/** Adjustments that take off so much in all, none of nothing. */
function adjustments({ reasons: [first, ...others], otherCents, quantity }: Division, amountCents: number) {
  const rest = amountCents - others.length * otherCents;
  return [
    { ...(first as { group: string; reason: string }), amountCents: rest },
    ...others.map((reason) => ({ ...reason, amountCents: otherCents })),
  ]
    .filter((one) => one.amountCents !== 0)
    .map((one) => defined({ ...one, quantity }));
}

/** What a payer decided about a line: paid and adjusted make up its charge. */
function adjudication(payerId: string, line: ClaimLine, divided: Division): LineAdjudication {
  const { code, modifiers, chargeCents, units } = line;
  const { adjudicatedOn, patientOwesCents } = divided;
  const paidCents = Math.floor((chargeCents * divided.paidPercent) / 100);
  return defined({
    payerId,
    paidCents,
    code: divided.code ?? code,
    modifiers,
    units,
    adjustments: adjustments(divided, chargeCents - paidCents),
    adjudicatedOn,
    patientOwesCents,
  });
}

/** Another payer's place and people, without what it decided. */
const otherPayer = (responsibility: Responsibility) =>
  fc
    .tuple(
      terms(responsibility),
      fc.record({
        payer: fc
          .record({ name, address: option(address) })
          .map(({ name: payerName, address: where }) =>
            defined({ name: payerName, id: `PAYER-${responsibility}`, address: where }),
          ),
        subscriber: fc
          .tuple(personName, identifier(20), option(address))
          .map(([person, memberId, where]) => defined({ ...person, memberId, address: where })),
        relationship: fc.constantFrom('18', '01', '19', 'G8'),
        benefitsAssigned: fc.constantFrom('Y' as const, 'N' as const, 'W' as const),
        releaseOfInformation: fc.constantFrom('Y' as const, 'I' as const),
      }),
    )
    .map(([cover, rest]) => defined({ ...rest, ...cover }));

const told = fc.record({
  payerControlNumber: option(identifier(30)),
  remarks: option(fc.uniqueArray(fc.constantFrom('MA01', 'N362', 'M15'), { minLength: 1 })),
});

/** A payer that decided, by line or about the claim as a whole; its sums make up the charges. */
function decidedPayer(responsibility: Responsibility, lines: readonly ClaimLine[]) {
  const divisions = fc.array(division, { minLength: lines.length, maxLength: lines.length });
  return fc.tuple(otherPayer(responsibility), told, divisions, fc.boolean()).map(([other, rest, divided, byLine]) => {
    const first = divided[0] as Division;
    if (!byLine) {
      const { adjudicatedOn, patientOwesCents } = first;
      const all = adjustments(first, sumCents(lines.map((one) => one.chargeCents)));
      const decision = defined({ paidCents: 0, adjustments: all, ...rest, adjudicatedOn, patientOwesCents });
      return { other: { ...other, decision }, own: [] };
    }
    const own = lines.map((one, index) => adjudication(other.payer.id, one, divided[index] ?? first));
    const paidCents = sumCents(own.map((one) => one.paidCents));
    return { other: { ...other, decision: defined({ paidCents, adjustments: [], ...rest }) }, own };
  });
}

/** The lines, and the payers before and after this one; those before have decided. */
export function coordination(responsibility: Responsibility, lines: readonly ClaimLine[]) {
  const places: Responsibility[] = ['P', 'S', 'T', 'A'];
  const before = places.slice(0, places.indexOf(responsibility));
  const after = places.slice(before.length + 1);
  return fc
    .tuple(
      fc.tuple(...before.map((place) => decidedPayer(place, lines))),
      fc.subarray(after).chain((some) => fc.tuple(...some.map(otherPayer))),
    )
    .map(([decided, asked]) => {
      const otherPayers = [...decided.map(({ other }) => other), ...asked];
      return {
        ...(otherPayers.length > 0 && { otherPayers }),
        lines: lines.map((one, index) => {
          const adjudications = decided.flatMap(({ own }) => own[index] ?? []);
          return adjudications.length === 0 ? one : { ...one, adjudications };
        }),
      };
    });
}
