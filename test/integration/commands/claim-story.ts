import { ReleaseClaim } from '#libs/commands/claim-path/release-claim.js';
import { SubmitClaim } from '#libs/commands/claim-path/submit-claim.js';
import type { CommandOutcome } from '#libs/commands/command-executor.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import { claimIdOf, claimStream, sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import type { LedgerState } from '#libs/domain/patient-ledger/state.js';
import { fold } from '#libs/kernel/decider.js';
import type { Session } from '#libs/rules/session.js';
import { type ClaimHouse, PRACTICE, session } from './claim-house.js';

/** The close of the day on which the house's clock stands at first. */
export const CLOSED = '2026-03-06T01:00:00Z';

/** The claim that is named by a session of the EHR. */
export const claimId = (ehrSessionId: string) => claimIdOf(PRACTICE, ehrSessionId);
export const claimOf = (ehrSessionId: string) => claimStream(PRACTICE, claimId(ehrSessionId));
export const sessionOf = (ehrSessionId: string) => sessionStream(PRACTICE, sessionIdOf(PRACTICE, ehrSessionId));

/** A session's patient with another id. */
export const patient = (patientId: string): Session['patient'] => ({ ...session('any').patient, patientId });

/** What a story of claims asks of the house. */
export interface ClaimStory {
  claim(ehrSessionId: string): Promise<ClaimState>;
  /** The ledgers in the order in which they began. */
  ledgers(): Promise<LedgerState[]>;
  ledger(): Promise<LedgerState>;
  release(ehrSessionId: string): Promise<CommandOutcome>;
  /** Releases the claim at its close of day and submits it. */
  submit(ehrSessionId: string): Promise<void>;
  /** An event of a remittance that answers the claim's first submission. */
  remit(ehrSessionId: string, type: string, data: { readonly remittanceId: string }): Promise<void>;
  /** The payer allows an amount for the claim's first line. */
  pay(ehrSessionId: string, data: Payment): Promise<void>;
  /** Puts events on a claim's stream that files from the payer would bring, and lets the policies answer. */
  put(ehrSessionId: string, type: string, data: object): Promise<void>;
}

export interface Payment {
  readonly remittanceId: string;
  readonly allowedCents: number;
  readonly paymentDate?: string;
}

/** What all events of a remittance say of the claim. */
function remitted({ claimId: id, patientId, payerId, payerKind, dateOfService, chargeCents }: ClaimState) {
  return {
    ...{ claimId: id, patientId, payerId, payerKind, dateOfService, chargeCents },
    ...{ remittanceClaim: 0, submissionNumber: 1, payerControlNumber: 'PCN1' },
    ...{ paymentDate: '2026-03-20', patientCents: 500 },
  };
}

/** A decision that allows, and pays, an amount of the claim's first line. */
function decision({ lines }: ClaimState, allowedCents: number) {
  const [{ line, code, modifiers, chargeCents }] = lines as [ChargeLine];
  const amounts = { chargeCents, paidCents: allowedCents, allowedCents };
  return {
    ...{ status: '1', paidCents: allowedCents, adjustments: [], remarks: [], crossedOver: false },
    lines: [{ line, code, modifiers, ...amounts, adjustments: [], remarks: [] }],
  };
}

export function storyOf(house: ClaimHouse): ClaimStory {
  const claim = async (ehrSessionId: string) =>
    fold(claimDecider, (await house.events(claimOf(ehrSessionId))) as never[]) as ClaimState;
  const ledgers = async () => {
    const streams = await house.streams('ledger');
    return Promise.all(streams.map(async (stream) => fold(ledgerDecider, (await house.events(stream)) as never[])));
  };
  const release = (ehrSessionId: string) =>
    house.send(new ReleaseClaim(house.context(), { claimId: claimId(ehrSessionId) }));
  const put = async (ehrSessionId: string, type: string, data: object) => {
    const stream = claimOf(ehrSessionId);
    const version = (await house.events(stream)).length;
    const append = { stream, version, events: [{ type, data }] };
    await house.executor.execute(house.context(), async () => ({ ok: true, value: { appends: [append] } }));
    await house.settle();
  };
  const remit = async (ehrSessionId: string, type: string, data: object) =>
    put(ehrSessionId, type, { ...remitted(await claim(ehrSessionId)), ...data });
  return {
    claim,
    ledgers,
    ledger: async () => (await ledgers())[0] as LedgerState,
    release,
    async submit(ehrSessionId) {
      const { closesAt } = await claim(ehrSessionId);
      house.at(closesAt);
      await release(ehrSessionId);
      const numbers = { interchangeControlNumber: 1, groupControlNumber: 1, transactionControlNumber: '0001' };
      const data = { claimId: claimId(ehrSessionId), submissionNumber: 1, ...numbers, usage: 'T' as const };
      await house.send(new SubmitClaim(house.context(), data));
    },
    remit,
    pay: async (ehrSessionId, { allowedCents, ...data }) =>
      remit(ehrSessionId, 'ClaimAdjudicated', { ...decision(await claim(ehrSessionId), allowedCents), ...data }),
    put,
  };
}
