import { ConfigurePractice } from '#libs/commands/claim-path/configure-practice.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import { CorrectDenial } from '#libs/commands/denial-path/correct-denial.js';
import { DecideCorrection } from '#libs/commands/denial-path/decide-correction.js';
import { CorrectionPreview } from '#libs/commands/denial-path/preview-correction.js';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import type { CorrectionChange } from '#libs/contracts/events/denial-events.js';
import { sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import { EventStore } from '#libs/event-store/event-store.js';
import type { PayerEntry, PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';
import { PRACTICE } from '../../integration/worker/worker-house.js';
import type { DenialDesk } from './denial-desk.js';

/** The sample practice's payers, one of them with other terms. */
export function payersWith(payerId: string, changes: Partial<PayerEntry>): readonly PayerEntry[] {
  const { payers } = samplePractice as unknown as PracticeProfile;
  return payers.map((payer) => (payer.payerId === payerId ? { ...payer, ...changes } : payer));
}

/** A change as a person reads it: `1 modifiers: GO -> GO KX`. */
export function inWords({ line, field, from, to }: CorrectionChange): string {
  return `${line === undefined ? '' : `${line} `}${field}: ${from} -> ${to}`;
}

/** What a billing department does about corrections. */
export class CorrectionDesk {
  constructor(private readonly desk: DenialDesk) {}

  /** What handlers made of the case so far, one line a try: `kx SKIPPED kx.attestation-missing`, `kx PROPOSED reopening`. */
  async tries(denialId: string): Promise<readonly string[]> {
    const { attempts } = await this.desk.case(denialId);
    return attempts.map(({ handler, outcome, reason, route }) => [handler, outcome, reason ?? route].join(' ').trim());
  }

  /** What the newest proposal would change. */
  async proposed(denialId: string): Promise<readonly string[]> {
    return ((await this.desk.case(denialId)).attempts.at(-1)?.changes ?? []).map(inWords);
  }

  /** Lets the handler look again. */
  lookAgain(denialId: string) {
    return this.desk.ask((context) => new CorrectDenial(context, { denialId }));
  }

  /** Lets the newest proposal go. */
  async approve(denialId: string): Promise<void> {
    const attempt = (await this.desk.case(denialId)).attempts.length;
    await this.desk.done((context) => new DecideCorrection(context, { denialId, attempt, decision: 'approve' }));
  }

  /** What would be done now: shown, and nothing recorded. */
  async dryRun(denialId: string) {
    const { app, clock } = this.desk.house;
    const asked: Pick<CommandContext, 'practiceId' | 'occurredAt'> = {
      ...{ practiceId: PRACTICE, occurredAt: await clock.current() },
    };
    const { changes = [], ...shown } = (await app.get(CorrectionPreview).of(asked, denialId)) ?? {};
    return { ...shown, changes: changes.map(inWords) };
  }

  /** The therapist completes the record of the patient's visit. */
  async amend(patientId: string, changes: Partial<Session>): Promise<void> {
    const stream = sessionStream(PRACTICE, sessionIdOf(PRACTICE, `visit-${patientId}`));
    const { session } = (await this.desk.load(stream, sessionDecider)).state;
    if (!session) throw new Error('no such visit');
    await this.desk.record({ ...session, revision: session.revision + 1, ...changes });
  }

  /** Changes the practice's profile. */
  async configure(changes: Partial<PracticeProfile>): Promise<void> {
    const profile = { ...(samplePractice as unknown as PracticeProfile), ...changes };
    await this.desk.done((context) => new ConfigurePractice(context, { profile }));
    // A profile that was read may be used for a moment.
    await this.desk.house.app.get(PracticeDirectory).newest(PRACTICE);
  }

  /** How many events there are. */
  head(): Promise<number> {
    return this.desk.house.app.get(EventStore).headPosition();
  }
}
