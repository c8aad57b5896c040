import { describe, expect, it } from '@jest/globals';
import { patientControlNumberOf } from '#libs/contracts/streams.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import type { AdviceClaim, AdviceLine } from '#libs/x12/remittance-advice.js';
import { adviceFile } from '#libs/x12/testing/advice-file.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { subjectOfSession } from './claim-subject.js';
import { PriorDecisions } from './prior-decisions.js';
import { coverageOfRank, type LaterClaim, secondaryClaim } from './secondary-claim.js';

const CLAIM_ID = 'ABCDEFGHJKMNP';
const PRACTICE: PracticeProfile = {
  ...SAMPLE_PRACTICE,
  practiceId: 'sample',
  name: 'Sample Therapy',
  npi: '1993999998',
  taxId: '123456789',
  taxonomy: '261QR0400X',
  address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '627010001' },
  submitter: { id: 'SAMPLE1', name: 'Sample Therapy', contact: { name: 'Billing', phone: '2175550100' } },
  receiver: { id: 'RECEIVER1', name: 'Receiver' },
};
const COVERAGES = [
  { rank: 1, payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' as const },
  { rank: 2, payerId: 'HARBOR', memberId: 'H1', relationship: 'self' as const, groupNumber: 'G7' },
  { rank: 3, payerId: 'STATE', memberId: 'S1', relationship: 'self' as const },
];

const line = (number: number, code: string, chargeCents: number) => ({
  code,
  modifiers: ['GO'],
  units: 1,
  chargeCents,
  diagnosisPointers: [1],
  lineControlNumber: `${CLAIM_ID}L${number}`,
  serviceDate: '2026-03-02',
});

function laterClaim(rank = 2, changes: Partial<LaterClaim> = {}): LaterClaim {
  const subject = subjectOfSession(sampleSession({ coverages: COVERAGES }));
  const lines = [line(1, '97110', 11_000), line(2, '97140', 5_000)];
  const coverage = coverageOfRank({ subject, lines }, rank);
  const payer = coverage && payerProfile(PRACTICE, coverage.payerId);
  if (!coverage || !payer) throw new Error(`no coverage of rank ${rank}`);
  const patientControlNumber = patientControlNumberOf(CLAIM_ID, 100 * rank);
  return {
    ...{ subject, coverage, payer, lines, placeOfService: '11', practice: PRACTICE },
    ...{ patientControlNumber, frequency: '1', ...changes },
  };
}

const PAID_LINES: AdviceLine[] = [
  {
    ...{ code: '97110', modifiers: ['GO'], units: 2, serviceDate: '2026-03-02', control: `${CLAIM_ID}L1` },
    ...{ chargeCents: 11_000, paidCents: 4_020, remarks: [] },
    adjustments: [
      { group: 'CO', reason: '45', amountCents: 5_873 },
      { group: 'CO', reason: '253', amountCents: 82 },
      { group: 'PR', reason: '2', amountCents: 1_025 },
    ],
  },
  {
    ...{ code: '97140', modifiers: ['GO'], units: 1, serviceDate: '2026-03-02' },
    ...{ chargeCents: 5_000, paidCents: 0, remarks: [] },
    adjustments: [
      { group: 'CO', reason: '45', amountCents: 2_879 },
      { group: 'PR', reason: '1', amountCents: 2_121 },
    ],
  },
];

const PAID: AdviceClaim = {
  ...{ patientControlNumber: `${CLAIM_ID}S1`, payerControlNumber: 'ICN1', status: '1', filingIndicator: 'MB' },
  ...{ chargeCents: 16_000, paidCents: 4_020, patientCents: 3_146, adjustments: [], remarks: ['MA01'] },
  patient: { lastName: 'Example', firstName: 'Erin' },
  lines: PAID_LINES,
};

/** What the primary's 835 says, written and read back. */
function decisionsOf(...claims: AdviceClaim[]): PriorDecisions {
  const medicare = { name: 'Medicare', id: 'MEDICARE' };
  return decisionsIn(adviceFile(claims, { payer: medicare, payeeNpi: '1993999998' }));
}

function decisionsIn(text: string): PriorDecisions {
  const read = readRemittances([Buffer.from(text)]);
  if (!read.ok) throw new Error(read.refusal.message);
  const decisions = new PriorDecisions();
  for (const remittance of read.value.transactions) decisions.add(remittance);
  return decisions;
}

const builtFrom = (decisions: PriorDecisions, claim = laterClaim()) =>
  secondaryClaim(claim, (coverage) => decisions.of(CLAIM_ID, (number) => (number < 100 ? 1 : 2) === coverage.rank));

const reversalOf = (claim: AdviceClaim): AdviceClaim => ({
  ...claim,
  status: '22',
  chargeCents: -claim.chargeCents,
  paidCents: -claim.paidCents,
  patientCents: 0,
  remarks: [],
  adjustments: [{ group: 'CO', reason: '45', amountCents: claim.paidCents - claim.chargeCents }],
  lines: [],
});

describe('the claim to a second payer', () => {
  it('carries what the first one decided about the claim and each line, with the day and what the patient owes', () => {
    const built = builtFrom(decisionsOf(PAID));
    if (!built.ok) throw new Error(built.refusal.message);
    const { value } = built;
    expect(claimFaults(value)).toEqual([]);
    expect(value.subscriber).toMatchObject({ memberId: 'H1', responsibility: 'S', claimFilingIndicator: 'CI' });
    expect(value.payer.name).toBe('Harbor Health');
    expect(value.otherPayers).toMatchObject([
      {
        ...{ responsibility: 'P', claimFilingIndicator: 'MB', relationship: '18' },
        payer: { id: 'MEDICARE' },
        subscriber: { lastName: 'Example', memberId: '1EG4TE5MK73' },
        decision: { paidCents: 4_020, adjustments: [], payerControlNumber: 'ICN1', remarks: ['MA01'] },
      },
      { responsibility: 'T', claimFilingIndicator: 'MC', payer: { id: 'STATE' } },
    ]);
    expect(value.otherPayers?.[0]?.decision).not.toHaveProperty('adjudicatedOn');
    expect(value.otherPayers?.[1]).not.toHaveProperty('decision');
    expect(value.lines.map(({ adjudications }) => adjudications)).toEqual([
      [
        {
          ...{ payerId: 'MEDICARE', paidCents: 4_020, code: '97110', modifiers: ['GO'], units: 2 },
          ...{ adjudicatedOn: '2026-04-06', patientOwesCents: 1_025 },
          adjustments: PAID_LINES[0]?.adjustments,
        },
      ],
      [
        {
          ...{ payerId: 'MEDICARE', paidCents: 0, code: '97140', modifiers: ['GO'], units: 1 },
          ...{ adjudicatedOn: '2026-04-06', patientOwesCents: 2_121 },
          adjustments: PAID_LINES[1]?.adjustments,
        },
      ],
    ]);
  });

  it('has day and patient share with the payer where that decided about the claim as a whole', () => {
    const adjustments = [
      { group: 'CO' as const, reason: '45', amountCents: 9_980 },
      { group: 'PR' as const, reason: '2', amountCents: 2_000 },
    ];
    const built = builtFrom(decisionsOf({ ...PAID, lines: [], adjustments }));
    expect(built).toMatchObject({
      ok: true,
      value: {
        otherPayers: [{ decision: { adjustments, adjudicatedOn: '2026-04-06', patientOwesCents: 2_000 } }, {}],
      },
    });
    if (built.ok) expect(claimFaults(built.value)).toEqual([]);
  });

  it('ties several lines of the payer to one of ours by its control number', () => {
    const half = (paidCents: number, reason: string): AdviceLine => ({
      ...{ code: '97140', modifiers: ['GO'], units: 1, serviceDate: '2026-03-02', control: `${CLAIM_ID}L2` },
      ...{ chargeCents: 2_500, paidCents, remarks: [] },
      adjustments: [{ group: 'CO', reason, amountCents: 2_500 - paidCents }],
    });
    const lines = [PAID_LINES[0] as AdviceLine, half(1_000, '45'), half(0, '97')];
    const built = builtFrom(decisionsOf({ ...PAID, paidCents: 5_020, lines }));
    if (!built.ok) throw new Error(built.refusal.message);
    expect(built.value.lines[1]?.adjudications).toHaveLength(2);
    expect(claimFaults(built.value)).toEqual([]);
  });

  it('leaves out adjustments of nothing', () => {
    const reasonOnly = { group: 'CO' as const, reason: '97', amountCents: 0 };
    const lines = PAID_LINES.map((one) => ({ ...one, adjustments: [reasonOnly, ...one.adjustments] }));
    const built = builtFrom(decisionsOf({ ...PAID, lines, adjustments: [reasonOnly] }));
    if (!built.ok) throw new Error(built.refusal.message);
    expect(built.value.otherPayers?.[0]?.decision?.adjustments).toEqual([]);
    expect(built.value.lines[0]?.adjudications?.[0]?.adjustments).toEqual(PAID_LINES[0]?.adjustments);
  });

  it('counts the correction of a decision that was taken back', () => {
    const corrected = { ...PAID, payerControlNumber: 'ICN2' };
    const built = builtFrom(decisionsOf(PAID, reversalOf(PAID), corrected));
    expect(built).toMatchObject({ value: { otherPayers: [{ decision: { payerControlNumber: 'ICN2' } }, {}] } });
  });

  it('counts the decision about the last submission', () => {
    const replaced = { ...PAID, patientControlNumber: `${CLAIM_ID}S2`, payerControlNumber: 'ICN2' };
    const built = builtFrom(decisionsOf(replaced, PAID));
    expect(built).toMatchObject({ value: { otherPayers: [{ decision: { payerControlNumber: 'ICN2' } }, {}] } });
  });

  it('is told of both payers before where it is the third', () => {
    const second = { ...PAID, patientControlNumber: `${CLAIM_ID}S200`, payerControlNumber: 'H9', status: '2' };
    const built = builtFrom(decisionsOf(PAID, second), laterClaim(3));
    if (!built.ok) throw new Error(built.refusal.message);
    expect(claimFaults(built.value)).toEqual([]);
    expect(built.value.otherPayers?.map(({ responsibility }) => responsibility)).toEqual(['P', 'S']);
    expect(built.value.lines[0]?.adjudications?.map(({ payerId }) => payerId)).toEqual(['MEDICARE', 'HARBOR']);
  });

  it.each<[string, AdviceClaim[]]>([
    ['cob.no-decision', [{ ...PAID, patientControlNumber: 'ZZZZZZZZZZZZZS1' }]],
    ['cob.taken-back', [PAID, reversalOf(PAID)]],
    ['cob.ambiguous', [PAID, { ...PAID, payerControlNumber: 'ICN2' }]],
    ['cob.not-adjudicated', [{ ...PAID, status: '4' }]],
    ['cob.not-adjudicated', [{ ...PAID, status: '25' }]],
    ['cob.not-adjudicated', [{ ...PAID, remarks: ['MA130'] }]],
    ['cob.crossed-over', [{ ...PAID, status: '19' }]],
    ['cob.crossed-over', [{ ...PAID, remarks: ['MA18'] }]],
    ['cob.crossed-over', [{ ...PAID, remarks: ['MA07'] }]],
    ['cob.line-undecided', [{ ...PAID, chargeCents: 11_000, lines: PAID_LINES.slice(0, 1) }]],
    ['cob.line-unknown', [{ ...PAID, lines: PAID_LINES.map((one) => ({ ...one, control: 'X', code: '97530' })) }]],
  ])('is not built: %s', (code, claims) => {
    expect(builtFrom(decisionsOf(...claims))).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is not built on a remittance that does not balance', () => {
    const unbalanced = decisionsIn(
      [
        'ISA*00*          *00*          *ZZ*PAYER1         *ZZ*SAMPLE1        *260406*0900*^*00501*000000001*0*T*:~',
        'GS*HP*PAYER1*SAMPLE1*20260406*0900*1*X*005010X221A1~ST*835*0001~BPR*I*41*C*CHK************20260406~',
        `TRN*1*T1*1234567890~N1*PR*Medicare~LX*1~CLP*${CLAIM_ID}S1*1*160*40**MB*ICN1~SE*6*0001~GE*1*1~IEA*1*000000001~`,
      ].join(''),
    );
    expect(builtFrom(unbalanced)).toMatchObject({ ok: false, refusal: { code: 'cob.remittance-unbalanced' } });
  });

  it('is refused with both sides where the decision does not add up to what we charged', () => {
    const charged = [line(1, '97110', 11_000), line(2, '97140', 6_000)];
    const decided = decisionsOf({
      ...PAID,
      lines: PAID_LINES.map((one, index) => ({ ...one, control: `${CLAIM_ID}L${index + 1}` })),
    });
    expect(builtFrom(decided, laterClaim(2, { lines: charged }))).toMatchObject({
      ok: false,
      refusal: {
        code: 'cob.unbalanced',
        field: 'lines[1]',
        message: expect.stringContaining('charge 60, paid and adjusted 50, difference 10'),
      },
    });
  });

  it('has a coverage of its rank that is in force, or is not asked for', () => {
    const subject = subjectOfSession(
      sampleSession({
        coverages: [
          { rank: 1, payerId: 'MEDICARE-B' },
          { rank: 2, payerId: 'HARBOR', to: '2026-03-01' },
        ],
      }),
    );
    const lines = [line(1, '97110', 11_000)];
    expect(coverageOfRank({ subject, lines }, 1)?.payerId).toBe('MEDICARE-B');
    expect(coverageOfRank({ subject, lines }, 2)).toBeUndefined();
  });
});
