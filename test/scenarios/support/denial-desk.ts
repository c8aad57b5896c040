import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, jest } from '@jest/globals';
import type { ICommand } from '@nestjs/cqrs';
import { RecordSession } from '#libs/commands/claim-path/record-session.js';
import type { CommandContext } from '#libs/commands/command-context.js';
import { type CaseWork, WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { type RemittanceWork, WorkRemittance } from '#libs/commands/denial-path/work-remittance.js';
import type { RecordedEvent } from '#libs/commands/sealing.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import { claimIdOf, claimStream, denialStream, providerLedgerStream } from '#libs/contracts/streams.js';
import { samplePractice } from '#libs/demo/sample-practice.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import { providerLedgerDecider } from '#libs/domain/provider-ledger/decider.js';
import type { ProviderLedgerState } from '#libs/domain/provider-ledger/state.js';
import { EventStore } from '#libs/event-store/event-store.js';
import { exchangeFolders, makeFolders } from '#libs/exchange/exchange-folders.js';
import type { DomainEvent } from '#libs/kernel/decider.js';
import { views } from '#libs/projections/all.js';
import { Sweep } from '#libs/projections/runner/sweep.js';
import { verifyView } from '#libs/projections/runner/verify-view.js';
import { ViewConsumer } from '#libs/projections/runner/view-consumer.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';
import { procedures, sampleSession } from '#libs/rules/testing/sample.js';
import type { ProfessionalClaim } from '#libs/x12/claim.js';
import type { AdviceClaim } from '#libs/x12/remittance-advice.js';
import { PRACTICE, WorkerHouse } from '../../integration/worker/worker-house.js';
import { moneyHolds } from './money-holds.js';
import { claimsIn, plb, remittanceText } from './payer-letters.js';

// A story waits on a database that other specs keep busy too.
jest.setTimeout(60_000);

/** A claim that has left, as its payer reads it. */
export interface SentClaim {
  readonly claimId: string;
  readonly payerId: string;
  readonly sent: ProfessionalClaim;
}

export interface RemitOptions {
  /** Provider adjustments, such as `WO 25.00 ICN1`. */
  readonly plb?: readonly string[];
  /** TRN02; a new one by default. */
  readonly trace?: string;
  /** Spoils the text after it was written. */
  readonly alter?: (text: string) => string;
}

/**
 * A billing department at work on a real Postgres and real folders: sessions come in, 837P leave, 835 come back, people work cases. Every step
 * is followed by all that it causes, and by the check that no cent was lost.
 */
export class DenialDesk {
  readonly practiceId = PRACTICE;
  private files = 0;

  private constructor(readonly house: WorkerHouse) {}

  /** It is Monday 2 March 2026, 17:00 in Maine. */
  static async open(changes: Partial<PracticeProfile> = {}): Promise<DenialDesk> {
    const desk = new DenialDesk(await WorkerHouse.open(changes));
    const { payers } = { ...(samplePractice as unknown as PracticeProfile), ...changes };
    for (const { payerId } of payers) await makeFolders(desk.folders(payerId));
    return desk;
  }

  folders(payerId: string) {
    return exchangeFolders(this.house.root, PRACTICE, payerId);
  }

  /** Moves the clock to an instant, or to 11:00 in Maine of a day, and does what falls due on the way's end. */
  async at(time: string): Promise<void> {
    const to = new Date(time.length === 10 ? `${time}T15:00:00.000Z` : time);
    if (to > (await this.house.clock.current())) await this.house.clock.advanceTo(to);
    await this.settled();
  }

  /** A patient's visit of that day: recorded in the EHR, coded, released at the close of day and sent. `97110 30` is a procedure with its minutes. */
  async claimOf(patientId: string, payerId: string, work: string, changes: Partial<Session> = {}): Promise<SentClaim> {
    const base = sampleSession();
    const memberId = payerId === 'MEDICARE-B' ? '1EG4TE5MK73' : 'H1234567';
    const session: Session = {
      ...{ ...base, sessionId: `visit-${patientId}`, practiceId: PRACTICE, procedures: procedures(work) },
      patient: { ...base.patient, patientId },
      coverages: [{ rank: 1, payerId, memberId, relationship: 'self' }],
      ...changes,
    };
    await this.at(`${session.dateOfService}T22:00:00.000Z`);
    await this.record(session);
    const claimId = claimIdOf(PRACTICE, session.sessionId);
    await this.at(hourAfter((await this.claim(claimId)).closesAt));
    return { claimId, payerId, sent: await this.newestSent(claimId, payerId) };
  }

  /** The EHR publishes a session, or a new revision of it. */
  async record(session: Session): Promise<void> {
    await this.done((context) => new RecordSession(context, { source: 'test', session }));
  }

  /** The claim's submission that left last, as it lies in the payer's folder. */
  async newestSent(claimId: string, payerId: string): Promise<ProfessionalClaim> {
    const claims = await claimsIn(this.folders(payerId).outbox);
    const found = claims.findLast(({ patientControlNumber }) => patientControlNumber.startsWith(claimId));
    if (found) return found;
    throw new Error(`nothing left: ${JSON.stringify((await this.claim(claimId)).holds)}`);
  }

  /** The payer's 835 of that day comes in; gives its text, and the id of the payment where it was new. */
  async remit(payerId: string, date: string, claims: readonly AdviceClaim[], options: RemitOptions = {}) {
    const number = this.files + 1;
    const text = remittanceText({
      ...{ traceNumber: options.trace ?? `TRACE${number}`, date, claims, interchange: 1000 + number },
      providerAdjustments: (options.plb ?? []).map(plb),
    });
    const before = await this.streams('remittance');
    const file = await this.drop(payerId, (options.alter ?? ((same) => same))(text), date);
    const [stream] = (await this.streams('remittance')).filter((one) => !before.includes(one));
    return { ...file, remittanceId: stream?.split('/remittance-')[1] ?? '' };
  }

  /** A file of the payer is dropped into its inbox on a day and taken. */
  async drop(payerId: string, text: string, date: string) {
    await this.at(date);
    this.files += 1;
    const name = `file-${this.files}.x12`;
    await writeFile(join(this.folders(payerId).inbox, name), text);
    await this.house.importer.importAll();
    await this.settled();
    const refusal = join(this.folders(payerId).refused, `${name}.reason.txt`);
    return { text, refused: await readFile(refusal, 'utf8').catch(() => null) };
  }

  /** What Ann asks; gives the outcome, refused or not. */
  async ask(command: (context: CommandContext) => ICommand) {
    const outcome = await this.house.send(command, 'user:ann');
    await this.settled();
    return outcome;
  }

  /** What Ann does and may do. */
  async done(command: (context: CommandContext) => ICommand) {
    const outcome = await this.ask(command);
    expect({ status: outcome.status, refusal: outcome.refusal }).toEqual({ status: 'done', refusal: undefined });
    return outcome;
  }

  work(denialId: string, work: CaseWork) {
    return this.done((context) => new WorkDenialCase(context, { denialId, work }));
  }

  /** The code with which Ann's work is refused; undefined where it is not. */
  async refusal(denialId: string, work: CaseWork): Promise<string | undefined> {
    return (await this.ask((context) => new WorkDenialCase(context, { denialId, work }))).refusal?.code;
  }

  onRemittance(remittanceId: string, work: RemittanceWork) {
    return this.done((context) => new WorkRemittance(context, { remittanceId, work }));
  }

  claim = async (claimId: string): Promise<ClaimState> =>
    (await this.load(claimStream(PRACTICE, claimId), claimDecider)).state;

  case = async (denialId: string): Promise<DenialState> =>
    (await this.load(denialStream(PRACTICE, denialId), denialDecider)).state;

  ledger = async (payerId: string): Promise<ProviderLedgerState> =>
    (await this.load(providerLedgerStream(PRACTICE, payerId), providerLedgerDecider)).state;

  caseEvents = (denialId: string): Promise<RecordedEvent[]> => this.events(denialStream(PRACTICE, denialId));
  claimEvents = (claimId: string): Promise<RecordedEvent[]> => this.events(claimStream(PRACTICE, claimId));

  events(stream: string): Promise<RecordedEvent[]> {
    return this.house.app.get(StreamRepository).events(stream);
  }

  load<State, Event extends DomainEvent>(
    stream: string,
    decider: { initial: State; evolve(state: State, event: Event): State },
  ) {
    return this.house.app.get(StreamRepository).load(stream, decider);
  }

  /** The streams of a category in the order in which they began. */
  async streams(category: string): Promise<readonly string[]> {
    const text = 'select stream from store.events where stream like $1 and version = 1 order by position';
    const { rows } = await this.house.database.pool.query<{ stream: string }>(text, [`${PRACTICE}/${category}-%`]);
    return rows.map(({ stream }) => stream);
  }

  /** What a view says now. */
  async rows<Row>(text: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    await this.project();
    return (await this.house.database.pool.query(text, [...values])).rows;
  }

  private async project(): Promise<void> {
    const { pool } = this.house.database;
    const store = this.house.app.get(EventStore);
    for (const projection of views) {
      const sweep = new Sweep(pool, store, new ViewConsumer(pool, store, projection));
      while (!(await sweep.run(new AbortController().signal)).complete);
    }
  }

  /** All that follows has happened, and no cent was lost. */
  private async settled(): Promise<void> {
    await this.house.doDueWork();
    await moneyHolds(this);
  }

  /** Brings every view up to date and folds it anew: both are the same, row by row. The end of every story. */
  async close(): Promise<void> {
    try {
      await moneyHolds(this);
      await this.project();
      const { pool } = this.house.database;
      const source = this.house.app.get(EventStore);
      for (const projection of views) {
        const { differences } = await verifyView({ pool, source, projection, patienceMs: 0 });
        expect({ view: projection.name, differences }).toEqual({ view: projection.name, differences: [] });
      }
    } finally {
      await this.house.close();
    }
  }
}

function hourAfter(instant: string): string {
  return new Date(Date.parse(instant) + 3_600_000).toISOString();
}
