import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { claimIdOf, claimStream, sessionIdOf, sessionStream } from '#libs/contracts/streams.js';
import type { EhrMessage } from '#libs/demo/sample-practice.js';
import type { Pool } from '#libs/event-store/pool.js';
import type { Line, Say } from '../bench.js';
import { BenchHouse, PRACTICE_ID, sessionsInOrder } from './house.js';
import { OPEN_LOOP_SECONDS, SESSIONS_A_SECOND } from './sizes.js';

const AIM_MS = 250;
/** A third of the run, as slow as this share of another, is no growth. */
const NO_GROWTH = 0.8;
const LOOK_EVERY_MS = 5;
const LOOK_AT_MOST = 2_000;
const WARM_UP = 200;
/** A session is lost where nothing at all has arrived for this long. */
const NOTHING_MS = 60_000;
/** A house that the rate is too much for is watched no longer than this after the last session was sent. */
const WATCHED_MS = 240_000;

/** One session on its way: when it was due to be sent, and when it was seen. */
interface Journey {
  readonly session: string;
  readonly claim: string;
  readonly dueAt: number;
  seenAt: number | null;
  held: boolean;
}

/** Watches the views for what is under way. */
class Watch {
  readonly journeys: Journey[] = [];
  private underWay = new Map<string, Journey>();
  private stopped = false;
  private arrivedAt = 0;
  private watching: Promise<void> | null = null;

  constructor(private readonly pool: Pool) {}

  start(): void {
    this.watching = this.watch();
  }

  expect(ehrSessionId: string, dueAt: number): void {
    const session = sessionStream(PRACTICE_ID, sessionIdOf(PRACTICE_ID, ehrSessionId));
    const claim = claimStream(PRACTICE_ID, claimIdOf(PRACTICE_ID, ehrSessionId));
    const journey: Journey = { session, claim, dueAt, seenAt: null, held: false };
    this.journeys.push(journey);
    this.underWay.set(claim, journey);
  }

  /** Resolves when all have arrived, or when it has been watched for too long: what is under way then counts as seen now. Throws where nothing moves any more. */
  async ended(): Promise<void> {
    const end = performance.now() + WATCHED_MS;
    this.arrivedAt = performance.now();
    try {
      while (this.underWay.size > 0 && performance.now() < end) {
        const nothingMs = performance.now() - this.arrivedAt;
        assert.ok(
          nothingMs < NOTHING_MS,
          `${this.underWay.size} accepted sessions are neither in the claim view nor held`,
        );
        await pause(LOOK_EVERY_MS);
      }
    } finally {
      this.stopped = true;
      await this.watching;
    }
    for (const journey of this.underWay.values()) journey.seenAt = performance.now();
  }

  private async watch(): Promise<void> {
    for (let look = 0; !this.stopped; look += 1) {
      await this.look();
      if (look % 50 === 0) await this.setHeldAside();
      await pause(LOOK_EVERY_MS);
    }
  }

  private async look(): Promise<void> {
    const oldest = [...this.underWay.keys()].slice(0, LOOK_AT_MOST);
    if (oldest.length === 0) return;
    const { rows } = await this.pool.query<{ stream: string }>({
      name: 'bench-claims-seen',
      text: 'select stream from views.claim where practice = $1 and stream = any($2::text[])',
      values: [PRACTICE_ID, oldest],
    });
    const now = performance.now();
    for (const { stream } of rows) {
      const journey = this.underWay.get(stream);
      if (journey) journey.seenAt = now;
      this.arrivedAt = now;
      this.underWay.delete(stream);
    }
  }

  /** A session that cannot be billed makes no claim; it has arrived where it is held. */
  private async setHeldAside(): Promise<void> {
    const journeys = new Map([...this.underWay.values()].map((journey) => [journey.session, journey]));
    const { rows } = await this.pool.query<{ stream: string }>(
      `select stream from views.session where practice = $1 and stream = any($2::text[]) and status = 'held'`,
      [PRACTICE_ID, [...journeys.keys()]],
    );
    for (const { stream } of rows) {
      const journey = journeys.get(stream) as Journey;
      journey.held = true;
      this.underWay.delete(journey.claim);
    }
  }
}

async function send(url: string, { data }: EhrMessage): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/sessions`, { method: 'POST', headers, body: JSON.stringify(data) });
  assert.equal(answer.status, 202, await answer.text());
}

/** Sends at the times that the rate sets, whether or not earlier ones have been answered. */
async function sendOpenLoop(url: string, watch: Watch, sessions: readonly EhrMessage[]): Promise<void> {
  const started = performance.now();
  const answers: Promise<void>[] = [];
  for (const [index, session] of sessions.entries()) {
    const dueAt = started + (index * 1_000) / SESSIONS_A_SECOND;
    const early = dueAt - performance.now();
    if (early > 1) await pause(early);
    watch.expect(String(session.data.sessionId), dueAt);
    answers.push(send(url, session));
  }
  await Promise.all(answers);
}

function percentile(journeys: readonly Journey[], share: number): number {
  const times = journeys.map(({ dueAt, seenAt }) => (seenAt as number) - dueAt).sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
}

/** From the moment at which a session is due to be sent until its claim stands in the view, through intake, relay, worker and projector. */
export async function* latencyLines(say: Say): AsyncGenerator<Line> {
  const sessions = sessionsInOrder(WARM_UP + SESSIONS_A_SECOND * OPEN_LOOP_SECONDS);
  const { house, intakeUrl } = await BenchHouse.start();
  try {
    const warmUp = new Watch(house.database.pool);
    warmUp.start();
    await sendOpenLoop(intakeUrl, warmUp, sessions.slice(0, WARM_UP));
    await warmUp.ended();
    say(`sending ${SESSIONS_A_SECOND} sessions a second for ${OPEN_LOOP_SECONDS} s`);
    const watch = new Watch(house.database.pool);
    watch.start();
    await sendOpenLoop(intakeUrl, watch, sessions.slice(WARM_UP));
    await watch.ended();
    const seen = watch.journeys.filter(({ held }) => !held);
    say(`${seen.length} of ${watch.journeys.length} made a claim, the others are held`);
    yield* linesOf(seen);
  } finally {
    await house.demolish();
  }
}

function* linesOf(seen: readonly Journey[]): Generator<Line> {
  const what = `session by HTTP to claim view, ${SESSIONS_A_SECOND}/s`;
  const third = Math.floor(seen.length / 3);
  const [first, last] = [seen.slice(0, third), seen.slice(-third)];
  const less = { unit: 'ms', better: 'less' } as const;
  yield { what: `${what}: p50`, amount: percentile(seen, 0.5), ...less };
  yield { what: `${what}: p99`, amount: percentile(seen, 0.99), ...less, aim: AIM_MS };
  const peer = { name: 'first third', amount: percentile(first, 0.5), aim: NO_GROWTH };
  yield { what: `${what}: p50 of the last third`, amount: percentile(last, 0.5), ...less, peer };
}
