import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningApp } from '#libs/observability/run-app.js';
import { openApi } from '../../integration/api/api-house.js';
import { DenialDesk } from '../support/denial-desk.js';
import { decision } from '../support/payer-letters.js';

const PAYER = 'BLUE-HARBOR';

/* The trap: what one case is refused, a list of cases is allowed. */
describe('one action on many cases', () => {
  let desk: DenialDesk;
  let api: RunningApp;
  let provider: string;
  let patient: string;
  beforeAll(async () => {
    desk = await DenialDesk.open();
    const ann = await desk.claimOf('ann', PAYER, '97530 30');
    const bob = await desk.claimOf('bob', PAYER, '97110 15');
    await desk.remit(PAYER, '2026-03-16', [decision(ann.sent, ['CO-50 all']), decision(bob.sent, ['PR-204 all'])]);
    [provider, patient] = [`${ann.claimId}-1`, `${bob.claimId}-1`];
    api = await openApi(desk.house.database);
  });
  afterAll(async () => {
    await api?.close();
    await desk?.close();
  });

  async function bulk(body: object, role = 'biller') {
    const response = await fetch(`${api.url}/v1/denials/bulk`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-practice-id': desk.practiceId },
        ...{ 'x-claimstream-user': 'ann', 'x-claimstream-role': role },
      },
      body: JSON.stringify({ denialIds: [provider, patient], ...body }),
    });
    const { results } = (await response.json()) as { results: { status: string; refusal?: { code: string } }[] };
    await desk.at('2026-03-17');
    return results.map(({ status, refusal }) => refusal?.code ?? status);
  }

  it('writes off no more of any than Ann may of one', async () => {
    const writeOff = { action: 'write-off', amountCents: 5500, reason: 'small-balance' };
    expect(await bulk(writeOff)).toEqual(['write-off.above-limit', 'write-off.above-limit']);
    expect(await bulk({ ...writeOff, amountCents: 500 })).toEqual(['done', 'done']);
  });

  it('bills the patient for what the payer left to the patient alone', async () => {
    expect(await bulk({ action: 'resolve', how: 'patient' })).toEqual(['denial.patient-not-liable', 'done']);
    expect((await desk.case(provider)).status).toBe('open');
  });

  it('works no case that is closed', async () => {
    expect(await bulk({ action: 'wait', waitingFor: 'payer', until: '2026-03-20' })).toEqual([
      'done',
      'denial.not-open',
    ]);
  });
});
