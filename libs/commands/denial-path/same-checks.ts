import { checkNumberIdOf, numberStream, remittanceStream } from '#libs/contracts/streams.js';
import { othersUnder, payerNumberDecider } from '#libs/domain/payer-number/decider.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import type { SameCheck } from '#libs/domain/remittance/same-check.js';
import type { StreamRepository } from '../stream-repository.js';

/** A payment as it is looked for in the other medium. */
interface NumberedPayment extends Pick<SameCheck, 'remittanceId' | 'source'> {
  readonly payerId: string;
  readonly traceNumber: string;
}

/** What stands posted under the payment's check or EFT number in the other medium, whoever originated it: paper does not say that. */
export async function sameChecks(
  streams: StreamRepository,
  practiceId: string,
  { payerId: payer, traceNumber, remittanceId, source }: NumberedPayment,
): Promise<readonly SameCheck[]> {
  const other = source === 'file' ? 'paper' : 'file';
  const number = numberStream(practiceId, checkNumberIdOf(other, { payer, traceNumber }));
  const found: SameCheck[] = [];
  for (const id of othersUnder((await streams.load(number, payerNumberDecider)).state, remittanceId)) {
    const { state } = await streams.load(remittanceStream(practiceId, id), remittanceDecider);
    const { status, received } = state;
    if (status !== 'posted' || !received) continue;
    found.push({ remittanceId: id, paymentCents: received.paymentCents, source: received.source ?? 'file' });
  }
  return found;
}
