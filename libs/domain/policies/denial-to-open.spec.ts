import { describe, expect, it } from '@jest/globals';
import type { ChargeLine, DeniedLine, PayerKind } from '#libs/contracts/events/shapes.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import { type ClaimState, noClaim } from '../claim/state.js';
import { builtInClassificationRules, builtInDeadlineRules } from '../denial-case/reference/built-in.js';
import { emptyLedger, type LedgerState } from '../patient-ledger/state.js';
import { usableAuthorization } from './corrections/usable-authorization.js';
import { type DeniedData, denialToOpen } from './denial-to-open.js';

const practice = {
  practiceId: 'p',
  payers: [{ payerId: 'ACME', name: 'Acme', kind: 'COMMERCIAL', appealDays: 90 }],
} as unknown as PracticeProfile;

const charge = (line: number, modifiers: string[]): ChargeLine => ({
  line,
  lineControlNumber: `C1L${line}`,
  sessionId: 's',
  code: '97530',
  modifiers,
  units: 1,
  minutes: 15,
  assistantMinutes: 0,
  diagnosisPointers: [1],
  chargeCents: 6000,
});

const claim = (changes: Partial<ClaimState> = {}): ClaimState => ({
  ...noClaim,
  draft: 1,
  claimId: 'C1',
  payerId: 'ACME',
  dateOfService: '2026-03-12',
  lines: [charge(1, ['GO', 'GA']), charge(2, ['GO'])],
  ...changes,
});

/** The claim as sent once, under that authorization number. */
const sent = (authorizationNumber?: string): ClaimState => {
  const content = { ...noClaim.content, ...(authorizationNumber === undefined ? {} : { authorizationNumber }) };
  const submission = { number: 1, frequency: '1', state: 'payer-accepted', stage: 'payer' };
  const rest = { silences: [], content, releasedAt: '', acknowledgements: [] };
  return claim({
    submissions: [{ ...submission, ...rest, lines: claim().lines } as ClaimState['submissions'][number]],
  });
};

const denied = (
  payerKind: PayerKind,
  lines: readonly (Pick<DeniedLine, 'group' | 'reason'> & Partial<DeniedLine>)[],
): DeniedData => ({
  claimId: 'C1',
  patientId: 'patient-1',
  payerId: payerKind === 'MEDICARE_B' ? 'MEDICARE-B' : 'ACME',
  remittanceId: 'R1',
  remittanceClaim: 0,
  submissionNumber: 1,
  payerControlNumber: 'PCN-1',
  paymentDate: '2026-04-06',
  payerKind,
  dateOfService: '2026-03-12',
  number: 2,
  lines: lines.map((line) => ({ remarks: [], deniedCents: 6000, ...line })),
  deniedCents: 6000 * lines.length,
});

function opening(data: DeniedData, { of = claim(), ledger = emptyLedger as LedgerState } = {}) {
  return denialToOpen(data, {
    claim: of,
    ledger,
    practice,
    rules: builtInClassificationRules(),
    deadlines: { rules: builtInDeadlineRules(), minimums: builtInReference() },
    openedAt: new Date('2026-04-06T12:00:00Z'),
  });
}

describe('the case of a denied claim', () => {
  it('is named by the claim and the number of the denial, and dated by the remittance', () => {
    expect(opening(denied('COMMERCIAL', [{ group: 'CO', reason: '50', line: 1 }]))).toMatchObject({
      opened: { denialId: 'C1-2', noticeDate: '2026-04-06', dateOfService: '2026-03-12' },
      classification: { category: 'medical-necessity', action: 'APPEAL' },
      frequencyCodes: ['1', '7', '8'],
      clocks: [{ kind: 'payer-appeal', statutoryDate: '2026-07-05', workBy: '2026-07-02' }],
    });
  });

  it('of what was not processed runs the clock of filing again, from the date of service', () => {
    const unprocessable = { group: 'CO', reason: '16', line: 1, remarks: ['MA130', 'N290'] };
    expect(opening(denied('MEDICARE_B', [unprocessable]))).toMatchObject({
      classification: { action: 'NEW', alternatives: [] },
      clocks: [{ kind: 'timely-filing', statutoryDate: '2027-03-12' }],
    });
  });

  it('of a late claim at Medicare runs no clock', () => {
    expect(opening(denied('MEDICARE_B', [{ group: 'CO', reason: '29' }])).clocks).toEqual([]);
  });

  it('reaches the patient only where every denied line carries GA', () => {
    const one = denied('MEDICARE_B', [{ group: 'PR', reason: '119', line: 1 }]);
    const both = denied(
      'MEDICARE_B',
      [1, 2].map((line) => ({ group: 'PR', reason: '119', line })),
    );
    const whole = denied('MEDICARE_B', [{ group: 'PR', reason: '119' }]);
    expect(opening(one).classification.alternatives).toContain('PT');
    expect(opening(both).classification.alternatives).not.toContain('PT');
    expect(opening(whole).classification.alternatives).not.toContain('PT');
  });

  it('knows an authorization that the payer has not seen', () => {
    const ledger = { ...emptyLedger, authorizations: [{ payerId: 'ACME', number: 'AUTH-7', from: '2026-03-01' }] };
    const lacking = denied('COMMERCIAL', [{ group: 'CO', reason: '197', line: 1 }]);
    expect(opening(lacking, { of: sent(), ledger }).classification.action).toBe('REPL');
    expect(opening(lacking, { of: sent('AUTH-7'), ledger }).classification.action).toBe('APPEAL');
    expect(opening(lacking, { of: sent() }).classification.action).toBe('APPEAL');
  });
});

describe('an authorization that may cure a denial', () => {
  const onFile = (authorization: object): LedgerState => ({
    ...emptyLedger,
    authorizations: [{ payerId: 'ACME', number: 'AUTH-7', ...authorization }],
  });

  it('covers the payer and the day', () => {
    expect(usableAuthorization(sent(), onFile({}))).toBe('AUTH-7');
    expect(usableAuthorization(sent(), onFile({ from: '2026-03-13' }))).toBeUndefined();
    expect(usableAuthorization(sent(), onFile({ to: '2026-03-11' }))).toBeUndefined();
    expect(usableAuthorization(sent(), onFile({ payerId: 'OTHER' }))).toBeUndefined();
  });

  it('covers every day of a claim that spans several, also where one number covers each', () => {
    const lines = ['2026-03-12', '2026-03-14'].map((serviceDate) => ({ ...charge(1, []), serviceDate }));
    const [submission] = sent().submissions as [ClaimState['submissions'][number]];
    const spanning = claim({ lines, submissions: [{ ...submission, lines }] });
    expect(usableAuthorization(spanning, onFile({ to: '2026-03-13' }))).toBeUndefined();
    expect(usableAuthorization(spanning, onFile({ to: '2026-03-14' }))).toBe('AUTH-7');
    const two = onFile({ to: '2026-03-13' });
    const second = { payerId: 'ACME', number: 'AUTH-8', from: '2026-03-14' };
    const each = { ...two, authorizations: [...two.authorizations, second] };
    expect(usableAuthorization(spanning, each)).toBeUndefined();
  });

  it('is another one than was sent', () => {
    expect(usableAuthorization(sent('AUTH-1'), onFile({}))).toBe('AUTH-7');
    expect(usableAuthorization(sent('AUTH-7'), onFile({}))).toBeUndefined();
    expect(usableAuthorization(sent('AUTH-1'), emptyLedger)).toBeUndefined();
  });
});
