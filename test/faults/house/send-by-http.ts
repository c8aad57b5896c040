import { randomUUID } from 'node:crypto';
import type { EhrMessage } from '#libs/demo/sample-practice.js';
import { eventually } from '#libs/testing/eventually.js';
import type { FaultHouse } from './fault-house.js';

/** An EHR gives up, and fails the run, when nobody has taken a message for so long. */
const PATIENCE_MS = 180_000;
const AGAIN_AFTER_MS = 100;
const ANSWER_WITHIN_MS = 10_000;

/** Sends messages by HTTP one after the other, each until it has been taken; to the intakes in turn, as behind a load balancer. */
export async function sendByHttp(house: FaultHouse, messages: readonly EhrMessage[]): Promise<void> {
  for (const { type, data } of messages) {
    const body = JSON.stringify({ specversion: '1.0', id: randomUUID(), source: '/load', type, data });
    let turn = 0;
    const answer = await eventually(
      'a message to be taken by HTTP',
      async () => {
        const intakes = house.copiesOf('intake');
        const intake = intakes[turn++ % intakes.length] as (typeof intakes)[0];
        const { status, text } = await post(`${await intake.url()}/v1/ehr-messages`, body);
        return status === 503 ? null : { status, text };
      },
      { timeoutMs: PATIENCE_MS, everyMs: AGAIN_AFTER_MS },
    );
    if (answer.status !== 202) throw new Error(`intake answered ${answer.status}: ${answer.text}`);
  }
}

async function post(url: string, body: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const response = await fetch(url, { method: 'POST', headers, body, signal });
  return { status: response.status, text: await response.text() };
}
