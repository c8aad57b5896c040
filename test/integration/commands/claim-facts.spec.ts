import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CertifyPlanOfCare } from '#libs/commands/claim-path/certify-plan-of-care.js';
import { ReceiveInterchange } from '#libs/commands/claim-path/interchanges.js';
import { RecordAuthorization } from '#libs/commands/claim-path/record-authorization.js';
import { parseStream } from '#libs/contracts/streams.js';
import { type ClaimHouse, openClaimHouse, session } from './claim-house.js';
import { CLOSED, type ClaimStory, claimOf, sessionOf, storyOf } from './claim-story.js';

let house: ClaimHouse;
let story: ClaimStory;
beforeEach(async () => {
  house = await openClaimHouse();
  story = storyOf(house);
});
afterEach(() => house.close());

describe('facts that come by themselves', () => {
  it('stand in the ledger of each year that they cover', async () => {
    const authorization = {
      ehrPatientId: 'EHR-77',
      payerId: 'ACME',
      number: 'AUTH-9',
      from: '2026-11-01',
      to: '2027-02-28',
    };
    await house.send(new RecordAuthorization(house.context(), authorization));
    expect((await house.streams('ledger')).map((stream) => parseStream(stream).id.slice(-4))).toEqual(['2026', '2027']);
    expect((await story.ledgers()).map((state) => state.authorizations)).toMatchObject([
      [{ number: 'AUTH-9' }],
      [{ number: 'AUTH-9' }],
    ]);
  });

  it('free a day that was held for want of them', async () => {
    await house.record(session('A', { planOfCare: { firstTreatmentOn: '2026-01-02' } }));
    await house.settle();
    expect(await story.claim('A')).toMatchObject({ submission: 'held', holds: [{ rule: 'poc.uncertified' }] });
    const certification = { kind: 'initial' as const, from: '2026-01-02', signedOn: '2026-03-05' };
    await house.send(new CertifyPlanOfCare(house.context(), { ehrPatientId: 'EHR-77', certification }));
    await house.settle();
    expect(await story.claim('A')).toMatchObject({ submission: 'draft', holds: [] });
    expect((await house.types(sessionOf('A'))).at(-1)).toBe('SessionCoded');
  });

  it('go on the drafts that they cover, and leave alone what is sent or another payer pays', async () => {
    await house.record(session('sent', { dateOfService: '2026-03-04' }));
    await house.settle();
    await story.submit('sent');
    await house.record(session('draft'));
    await house.settle();
    const record = (payerId: string, number: string) =>
      house.send(
        new RecordAuthorization(house.context(), { ehrPatientId: 'EHR-77', payerId, number, from: '2026-03-01' }),
      );
    await record('ACME', 'OTHER-1');
    await record('MEDICARE-B', 'AUTH-9');
    await house.settle();
    const numberOf = async (ehrSessionId: string) => (await story.claim(ehrSessionId)).content.authorizationNumber;
    expect([await numberOf('draft'), await numberOf('sent')]).toEqual(['AUTH-9', undefined]);
    expect(await house.types(claimOf('draft'))).toEqual(['ClaimDrafted', 'ClaimDrafted']);
    expect(await house.types(claimOf('sent'))).toEqual(['ClaimDrafted', 'ClaimReleased', 'ClaimSubmitted']);
  });

  it('know an interchange that came before', async () => {
    const file = { interchangeId: 'I1', payerId: 'ACME', sha256: 'ab', bytes: 3, senderId: 'ACME', controlNumber: '1' };
    const receive = (fileId: string) =>
      house.send(
        new ReceiveInterchange(house.context(), {
          ...file,
          fileId,
          transactionSets: ['835'],
          receivedAt: CLOSED,
          fileName: 'a.835',
        }),
      );
    expect(await receive('F1')).toMatchObject({ status: 'done', result: { duplicate: false, firstFileId: 'F1' } });
    expect(await receive('F1')).toMatchObject({ status: 'nothing-to-do', result: { duplicate: false } });
    expect(await receive('F2')).toMatchObject({ status: 'done', result: { duplicate: true, firstFileId: 'F1' } });
  });
});
