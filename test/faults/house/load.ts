import { setTimeout as pause } from 'node:timers/promises';
import { DemoHouse } from '#libs/demo/demo-house.js';
import { feed, type House } from '#libs/demo/feed.js';
import { GeneratedPractice, type GeneratedPracticeOptions } from '#libs/demo/generated-practice.js';
import { houseConsumers } from '#libs/demo/house-consumers.js';
import { type EhrMessage, samplePractice } from '#libs/demo/sample-practice.js';
import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import { keepTrying } from '#libs/messaging/back-off.js';
import { isInfrastructureError } from '#libs/projections/runner/infrastructure-error.js';
import type { FaultHouse } from './fault-house.js';
import { sendByHttp } from './send-by-http.js';

/** An EHR sends so many messages at once, and again so soon. */
const PORTION = 3;
const PORTION_EVERY_MS = 60;

/**
 * A practice's days on a house, as an EHR and payers bring them: sessions by Kafka and by HTTP all through the day, claims out at its close, answers and
 * remittances for those of the weeks before. Servers may be away at any time: whoever sends keeps what was not taken and comes again.
 */
export class Load implements House {
  readonly timeZone = samplePractice.timeZone;
  readonly practice: GeneratedPractice;
  /** The EHR's ids of all sessions that were accepted, by a broker or with a 202. */
  readonly accepted = new Set<string>();
  private lived = 0;
  private readonly demo: DemoHouse;
  private readonly days: Iterator<LocalDate>;
  private readonly stopping = new AbortController();
  private fault: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly house: FaultHouse,
    options: GeneratedPracticeOptions,
  ) {
    const { pool, store, clock, exchangeDir } = house;
    const { timeZone } = this;
    const consumers = houseConsumers(pool, store);
    this.practice = new GeneratedPractice(options);
    this.demo = new DemoHouse({
      pool,
      store,
      clock,
      kafka: house.kafka(),
      consumers,
      exchangeDir,
      timeZone,
      name: 'load',
    });
    this.days = sessionDays(this.practice);
  }

  /** Days that were lived through to their end. */
  get livedDays(): number {
    return this.lived;
  }

  /** Messages of the day that comes next; null where the practice's weeks are over. */
  nextDay(): { readonly day: LocalDate; readonly messages: readonly EhrMessage[] } | null {
    const { value: day, done } = this.days.next();
    return done ? null : { day, messages: this.practice.messages(day) };
  }

  /** Lives through a day to its close; nothing of it counts as done before `fault` is over. */
  async liveThrough(
    { day, messages }: { day: LocalDate; messages: readonly EhrMessage[] },
    fault: Promise<unknown> = Promise.resolve(),
  ): Promise<void> {
    this.fault = fault;
    await feed(this, { firstDay: day, lastDay: day, messages: () => messages });
    this.lived += 1;
  }

  clock(): Promise<Date> {
    return this.trying(() => this.demo.clock());
  }

  moveClock(to: Date): Promise<void> {
    return this.trying(() => this.demo.moveClock(to));
  }

  async settled(): Promise<void> {
    await this.fault;
    await this.trying(() => this.demo.settled());
  }

  /** Half of the patients' messages go by HTTP; those of one patient go one way, in their order. */
  async publish(messages: readonly EhrMessage[]): Promise<void> {
    const byHttp = messages.filter(({ patientId }) => Number(patientId.replace(/\D/g, '')) % 2 === 0);
    const byKafka = messages.filter((message) => !byHttp.includes(message));
    await Promise.all([
      this.inPortions(byHttp, (portion) => sendByHttp(this.house, portion)),
      this.inPortions(byKafka, (portion) => this.trying(() => this.demo.publish(portion))),
    ]);
  }

  lastDay(): Promise<LocalDate | null> {
    return Promise.resolve(null);
  }

  rememberDay(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.demo.close();
  }

  private async inPortions(messages: readonly EhrMessage[], send: (portion: readonly EhrMessage[]) => Promise<void>) {
    for (let from = 0; from < messages.length; from += PORTION) {
      const portion = messages.slice(from, from + PORTION);
      await send(portion);
      for (const { data } of portion) if (data.sessionId !== undefined) this.accepted.add(String(data.sessionId));
      await pause(PORTION_EVERY_MS);
    }
  }

  private trying<Value>(action: () => Promise<Value>): Promise<Value> {
    const { signal } = this.stopping;
    return keepTrying(action, { signal, retryable: isInfrastructureError, onFailure: () => {} });
  }
}

function* sessionDays(practice: GeneratedPractice): Generator<LocalDate, undefined> {
  for (let day = practice.firstDay; day <= practice.lastSessionDay; day = addDays(day, 1))
    if (practice.messages(day).length > 0) yield day;
}
