import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';
import { SAMPLE_PRACTICE, sampleSession } from '#libs/rules/testing/sample.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { subjectOfContent, subjectOfSession } from './claim-subject.js';
import { type ClaimToSend, professionalClaim } from './professional-claim.js';

const PRACTICE: PracticeProfile = {
  ...SAMPLE_PRACTICE,
  practiceId: 'sample',
  name: 'Sample Therapy',
  npi: '1993999998',
  taxId: '12-3456789',
  taxonomy: '261QR0400X',
  address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701-0001' },
  submitter: { id: 'SAMPLE1', name: 'Sample Therapy', contact: { name: 'Billing', phone: '2175550100' } },
  receiver: { id: 'RECEIVER1', name: 'Receiver' },
};

function claimOf(given: Partial<Session> = {}, practice = PRACTICE, over: Partial<ClaimToSend> = {}) {
  const payer = payerProfile(practice, 'MEDICARE-B');
  if (!payer) throw new Error('MEDICARE-B is built in');
  return professionalClaim({
    subject: subjectOfSession(sampleSession(given)),
    placeOfService: '11',
    practice,
    payer,
    patientControlNumber: 'ABCDEFGHJKMNPS1',
    frequency: '1',
    lines: [
      {
        code: '97110',
        modifiers: ['GO'],
        units: 2,
        chargeCents: 11000,
        diagnosisPointers: [1],
        lineControlNumber: 'ABCDEFGHJKMNPL1',
        serviceDate: '2026-03-02',
      },
    ],
    ...over,
  });
}

describe('a claim in the words of the 837P', () => {
  it('has everything that the format requires, where the session has', () => {
    const claim = claimOf();
    expect(claimFaults(claim)).toEqual([]);
    expect(claim.billingProvider).toMatchObject({ entityType: 'organization', taxId: '123456789', taxIdType: 'EI' });
    expect(claim.subscriber).toMatchObject({
      memberId: '1EG4TE5MK73',
      responsibility: 'P',
      claimFilingIndicator: 'MB',
    });
    expect(claim.patient).toBeUndefined();
  });

  it('tells the payer what the patient has paid, and nothing where that is nothing', () => {
    expect(claimOf({}, PRACTICE, { patientPaidCents: 2500 })).toMatchObject({ patientPaidCents: 2500 });
    expect(claimOf()).not.toHaveProperty('patientPaidCents');
  });

  it('names a patient who is not the subscriber as a dependent', () => {
    const subscriber = { lastName: 'Example', firstName: 'Sam', birthDate: '1975-05-05', sex: 'M' as const };
    const coverages = [{ rank: 1, payerId: 'HARBOR', memberId: 'H1', relationship: 'child' as const, subscriber }];
    const claim = claimOf({ coverages });
    expect(claim.subscriber).toMatchObject({ firstName: 'Sam', birthDate: '1975-05-05' });
    expect(claim.patient).toMatchObject({ firstName: 'Erin', relationship: '19' });
  });

  it('leaves the rendering provider out where the same person bills', () => {
    const person = { ...PRACTICE, entityType: 'person' as const, firstName: 'Terry', lastName: 'Therapist' };
    expect(claimOf().renderingProvider?.npi).toBe('1234567893');
    expect(claimOf({}, { ...person, npi: '1234567893' })).not.toHaveProperty('renderingProvider');
    expect(claimOf({}, { ...person, npi: '1234567893' }).billingProvider).toMatchObject({
      name: 'Therapist',
      firstName: 'Terry',
    });
  });

  it('carries authorization and the number of what it replaces', () => {
    const authorization = { number: 'AUTH1' };
    expect(claimOf({ authorization }, PRACTICE, { frequency: '7', payerControlNumber: 'ICN1' })).toMatchObject({
      priorAuthorization: 'AUTH1',
      frequency: '7',
      payerControlNumber: 'ICN1',
    });
  });

  it('names the payers that come after, as far as they cover the day and are known', () => {
    const [first] = sampleSession().coverages;
    const later = (rank: number, payerId: string, given: object = {}) => ({ rank, payerId, memberId: 'H1', ...given });
    const coverages = [
      later(5, 'STATE', { to: '2026-03-01' }),
      later(4, 'NOBODY'),
      later(3, 'UNASKED', { memberId: undefined }),
      later(2, 'HARBOR', { relationship: 'spouse', subscriber: { lastName: 'Example', firstName: 'Sam' } }),
      ...(first ? [first] : []),
    ];
    const claim = claimOf({ coverages });
    expect(claimFaults(claim)).toEqual([]);
    expect(claim.otherPayers).toEqual([
      {
        responsibility: 'S',
        claimFilingIndicator: 'CI',
        relationship: '01',
        payer: { name: 'Harbor Health', id: 'HARBOR' },
        subscriber: { lastName: 'Example', firstName: 'Sam', memberId: 'H1' },
      },
    ]);
    expect(claimOf()).not.toHaveProperty('otherPayers');
  });

  it('says when treatment began, and which records go beside it', () => {
    const attachments = [{ reportType: 'OZ', transmission: 'FX', controlNumber: 'DOC1' }];
    expect(claimOf({}, PRACTICE, { attachments, note: 'Records follow' })).toMatchObject({
      initialTreatmentOn: '2026-03-02',
      attachments,
      note: 'Records follow',
    });
  });

  it('leaves what is missing empty, for the writer to name', () => {
    const faults = claimFaults(claimOf({ patient: { patientId: 'P1' } })).map((fault) => fault.field);
    expect(faults).toEqual(expect.arrayContaining([expect.stringContaining('subscriber')]));
  });

  it('is read back from what a claim event keeps, or refused by field', () => {
    const subject = subjectOfSession(sampleSession());
    const content = {
      ...subject,
      coverages: [...subject.coverages],
      diagnoses: [...subject.diagnoses],
      authorizationNumber: 'A1',
    };
    const read = subjectOfContent(JSON.parse(JSON.stringify(content)));
    expect(read).toMatchObject({ ok: true, value: { authorizationNumber: 'A1', diagnoses: ['M25.511'] } });
    const broken = subjectOfContent({ ...JSON.parse(JSON.stringify(content)), coverages: [] });
    expect(broken).toMatchObject({ ok: false, refusal: [{ field: 'coverages' }] });
  });
});
