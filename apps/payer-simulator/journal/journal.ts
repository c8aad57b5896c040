import type { LocalDate } from '#libs/kernel/local-date.js';
import type { MemberAccount, MemberAccounts } from '../adjudication/member-account.js';
import type { DailyTask } from '../tasks/daily-task.js';
import type { Answer, Carried, JournalEntry, Parties, PayerClaim } from './entries.js';

/**
 * All that one payer remembers of one practice. It is what its entries say, in their order, and nothing else; whoever changes it records an entry,
 * and takes the new ones away to have them written.
 */
export class Journal {
  private readonly files = new Set<string>();
  private readonly interchanges = new Set<string>();
  private readonly arrivals = new Map<string, number>();
  private readonly claimsByNumber = new Map<string, PayerClaim>();
  /** Numbers of the claims that wait, by the day of their remittance. */
  private readonly waiting = new Map<LocalDate, Set<string>>();
  private readonly memberAccounts = new Map<string, MemberAccount>();
  private readonly answersByName = new Map<string, Answer>();
  private readonly tasksById = new Map<string, DailyTask>();
  private unwritten: JournalEntry[] = [];
  private latestParties: Parties | null = null;
  private carriedOn: Carried = { cents: 0, reference: '' };

  constructor(entries: Iterable<JournalEntry> = []) {
    for (const entry of entries) this.apply(entry);
  }

  get parties(): Parties | null {
    return this.latestParties;
  }

  get carried(): Carried {
    return this.carriedOn;
  }

  get answers(): readonly Answer[] {
    return [...this.answersByName.values()];
  }

  /** Accounts by `{member id}/{year}`; read while they change. */
  get accounts(): MemberAccounts {
    return this.memberAccounts;
  }

  /** How many claims were ever taken. */
  get claimCount(): number {
    return this.claimsByNumber.size;
  }

  hasFile(fileId: string): boolean {
    return this.files.has(fileId);
  }

  hasInterchange(key: string): boolean {
    return this.interchanges.has(key);
  }

  /** How often the services came, those of refused claims included. */
  arrivalsOf(services: string): number {
    return this.arrivals.get(services) ?? 0;
  }

  claim(payerControlNumber: string): PayerClaim | undefined {
    return this.claimsByNumber.get(payerControlNumber);
  }

  /** Claims to be decided on a day. */
  dueOn(day: LocalDate): readonly PayerClaim[] {
    return [...(this.waiting.get(day) ?? [])].map((number) => this.claimsByNumber.get(number) as PayerClaim);
  }

  tasksOn(day: LocalDate): readonly DailyTask[] {
    return [...this.tasksById.values()].filter((task) => task.on === day).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Days on which something is to be done, in order. */
  get openDays(): readonly LocalDate[] {
    const ofTasks = [...this.tasksById.values()].map(({ on }) => on);
    return [...new Set([...this.waiting.keys(), ...ofTasks])].sort();
  }

  record(...entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.apply(entry);
    this.unwritten.push(...entries);
  }

  /** What was recorded since it was taken last. */
  takeUnwritten(): readonly JournalEntry[] {
    const taken = this.unwritten;
    this.unwritten = [];
    return taken;
  }

  /** The fewest entries that say the same. */
  *entries(): Generator<JournalEntry> {
    for (const fileId of this.files) yield { kind: 'file', fileId };
    for (const key of this.interchanges) yield { kind: 'interchange', key };
    if (this.latestParties) yield { kind: 'parties', parties: this.latestParties };
    for (const [services, times] of this.arrivals)
      for (let time = 0; time < times; time += 1) yield { kind: 'arrival', services };
    for (const claim of this.claimsByNumber.values()) yield { kind: 'claim', claim };
    for (const [key, account] of this.memberAccounts) yield { kind: 'account', key, account };
    yield { kind: 'carried', carried: this.carriedOn };
    for (const answer of this.answersByName.values()) yield { kind: 'answer', answer };
    for (const task of this.tasksById.values()) yield { kind: 'task', task };
  }

  private apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'file':
        this.files.add(entry.fileId);
        return;
      case 'interchange':
        this.interchanges.add(entry.key);
        return;
      case 'parties':
        this.latestParties = entry.parties;
        return;
      case 'arrival':
        this.arrivals.set(entry.services, this.arrivalsOf(entry.services) + 1);
        return;
      case 'claim':
        this.applyClaim(entry.claim);
        return;
      case 'account':
        this.memberAccounts.set(entry.key, entry.account);
        return;
      case 'carried':
        this.carriedOn = entry.carried;
        return;
      case 'answer':
        this.answersByName.set(entry.answer.fileName, entry.answer);
        return;
      case 'answered':
        this.answersByName.delete(entry.fileName);
        return;
      case 'task':
        this.tasksById.set(entry.task.id, entry.task);
        return;
      case 'task-done':
        this.tasksById.delete(entry.taskId);
    }
  }

  private applyClaim(claim: PayerClaim): void {
    const { payerControlNumber: number, remitOn } = claim;
    const before = this.claimsByNumber.get(number);
    if (before?.state === 'waiting') this.leaveWaiting(before);
    this.claimsByNumber.set(number, claim);
    if (claim.state !== 'waiting') return;
    const ofDay = this.waiting.get(remitOn) ?? new Set();
    this.waiting.set(remitOn, ofDay.add(number));
  }

  private leaveWaiting({ remitOn, payerControlNumber }: PayerClaim): void {
    const ofDay = this.waiting.get(remitOn);
    ofDay?.delete(payerControlNumber);
    if (ofDay?.size === 0) this.waiting.delete(remitOn);
  }
}
