import { PostRemittance } from '#libs/commands/denial-path/post-remittance.js';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import type { ChargeLine } from '#libs/contracts/events/shapes.js';
import {
  claimIdOf,
  claimStream,
  denialStream,
  ledgerStream,
  practiceStream,
  sessionStream,
} from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { wholeClaim } from '#libs/domain/patient-ledger/claim-parts.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { recordDay } from '#libs/domain/policies/code-day.js';
import { practiceDecider } from '#libs/domain/practice/decider.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import { fold } from '#libs/kernel/decider.js';
import type { PayerEntry, PracticeProfile } from '#libs/rules/practice.js';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Session } from '#libs/rules/session.js';
import { SAMPLE_CHARGES, sampleSession } from '#libs/rules/testing/sample.js';
import { type DenialHouse, PRACTICE } from './denial-house.js';

const DAY = '2026-03-12';
const reference = builtInReference();

/** What a payer makes of a claim's lines: CARC and remarks of a denied one, undefined of a paid one. */
export type Verdict = { readonly reason: string; readonly remarks?: readonly string[] } | undefined;

/** Claims coded from recorded sessions, sent and answered by their payer, on a practice of its own payers. */
export class DeniedSessions {
  constructor(
    private readonly house: DenialHouse,
    private readonly profile: PracticeProfile,
  ) {}

  /** Tells the house what its practice charges and whom it bills. */
  static async at(house: DenialHouse, payers: readonly PayerEntry[]): Promise<DeniedSessions> {
    const [configured] = await house.events(practiceStream(PRACTICE));
    const profile = {
      ...(configured?.data.profile as PracticeProfile),
      ...{ locality: 'national', charges: SAMPLE_CHARGES, payers },
    };
    await house.put(practiceStream(PRACTICE), practiceDecider, { type: 'ConfigurePractice', profile });
    return new DeniedSessions(house, profile);
  }

  private record(patient: string, payerId: string, changes: Partial<Session>): Session {
    const memberId = payerId === 'MEDICARE-B' ? '1EG4TE5MK73' : 'H1234567';
    return sampleSession({
      ...{ sessionId: `S-${patient}`, practiceId: PRACTICE, dateOfService: DAY },
      coverages: [{ rank: 1, payerId, memberId, relationship: 'self' }],
      ...changes,
    });
  }

  /** Records a session of the patient, or amends the one there is. */
  async recorded(patient: string, payerId: string, changes: Partial<Session> = {}): Promise<void> {
    const session = this.record(patient, payerId, changes);
    const ids = { sessionId: `session-${patient}`, patientId: patient, source: 'main' };
    await this.house.put(sessionStream(PRACTICE, ids.sessionId), sessionDecider, {
      type: 'RecordSession',
      ...{ ...ids, session },
    });
  }

  /** Codes the day of the recorded session and sends its claim, each line as `sentAs` would have it. */
  async sent(patient: string, payerId: string, sentAs = (line: ChargeLine) => line): Promise<string> {
    const { house, profile: practice } = this;
    const day = { patientId: patient, payerId, dateOfService: DAY };
    const session = fold(
      sessionDecider,
      (await house.events(sessionStream(PRACTICE, `session-${patient}`))) as never[],
    );
    const { ledger: record } = recordDay({
      ...{ practice, reference, day, sessions: [session], ledger: ledgerDecider.initial },
      ...{ underWay: false, unsent: new Set(), monthBilled: false, codedAt: new Date('2026-03-12T20:00:00Z') },
    });
    const year = ledgerStream(PRACTICE, patient, 2026);
    await house.put(year, ledgerDecider, record);
    const claimId = claimIdOf(PRACTICE, `S-${patient}`);
    const whole = wholeClaim(fold(ledgerDecider, (await house.events(year)) as never[]), claimId);
    if (!whole?.content || whole.coded.holds.length > 0) throw new Error(`held: ${JSON.stringify(whole?.coded.holds)}`);
    const { coded, content, payerKind } = whole;
    const closesAt = '2026-03-13T00:00:00.000Z';
    await house.put(
      claimStream(PRACTICE, claimId),
      claimDecider,
      {
        ...{ type: 'DraftClaim', patientId: patient, payerId, payerKind, dateOfService: DAY },
        ...{ coded: { ...coded, lines: coded.lines.map(sentAs) }, content, findings: [], closesAt },
      },
      { type: 'ReleaseClaim', releasedAt: closesAt },
    );
    await this.submit(claimId, 1);
    return claimId;
  }

  async submit(claimId: string, submissionNumber: number): Promise<void> {
    const numbers = { interchangeControlNumber: submissionNumber, groupControlNumber: 1 };
    await this.house.put(claimStream(PRACTICE, claimId), claimDecider, {
      ...{ type: 'SubmitClaim', submissionNumber, ...numbers, transactionControlNumber: '0001', usage: 'T' },
      submittedAt: '2026-03-13T01:00:00.000Z',
    });
  }

  /** The payer's 835 about the claim's newest submission, a verdict for each of its lines. */
  async answered(claimId: string, payerId: string, ...verdicts: readonly Verdict[]): Promise<void> {
    const events = (await this.house.events(claimStream(PRACTICE, claimId))) as unknown as readonly ClaimEvent[];
    const newest = fold(claimDecider, events).submissions.at(-1);
    if (!newest) throw new Error('nothing was sent');
    const lines = newest.lines.map(({ code, modifiers, chargeCents, lineControlNumber }, place) => {
      const verdict = verdicts[place];
      return {
        ...{ code, modifiers, chargeCents, lineControlNumber, paidCents: verdict ? 0 : chargeCents },
        adjustments: verdict ? [{ group: 'CO', reason: verdict.reason, amountCents: chargeCents }] : [],
        remarks: [...(verdict?.remarks ?? [])],
      };
    });
    const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0);
    const paidCents = sum((line) => line.paidCents);
    const claim = {
      ...{ patientControlNumber: `${claimId}S${newest.number}`, payerControlNumber: `PCN-${claimId}-${newest.number}` },
      ...{ status: '1', reversal: false, chargeCents: sum((line) => line.chargeCents), paidCents, patientCents: 0 },
      ...{ adjustments: [], remarks: [], lines, crossedOver: false },
    };
    const remittanceId = `R-${claimId}-${newest.number}`;
    const transaction = {
      ...{ remittanceId, payerId, payerName: 'THE PAYER', traceNumber: remittanceId, originatorId: '1999999999' },
      ...{ paymentDate: '2026-04-06', paymentCents: paidCents, transactionControlNumber: '0001' },
      ...{ balanced: true, problems: [], claims: [claim], providerAdjustments: [] },
    };
    const file = { fileId: `file-${remittanceId}`, interchangeId: `file-${remittanceId}` };
    await this.house.send(new PostRemittance(this.house.context(), { transaction, ...file }));
    await this.house.settle();
  }

  denial(claimId: string, number = 1) {
    return this.house.events(denialStream(PRACTICE, `${claimId}-${number}`));
  }

  /** The claim's newest release. */
  async released(claimId: string) {
    const events = await this.house.events(claimStream(PRACTICE, claimId));
    return events.findLast(({ type }) => type === 'ClaimReleased')?.data;
  }
}
