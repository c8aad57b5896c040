import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLetterTopicOf, EVENTS_TOPIC, SESSIONS_TOPIC } from '#libs/contracts/topics.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { deleteTopics } from '#libs/messaging/topics.js';
import { createLogger } from '#libs/observability/logger.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';

const ROOT = join(import.meta.dirname, '../../..');

/** A whole installation of a test's own on the shared servers: database, topics, queues, exchange folders. */
export class TestHouse {
  private readonly processes = new Set<HouseProcess>();

  private constructor(
    readonly database: TestDatabase,
    readonly namespace: string,
    readonly exchangeDir: string,
    private readonly masterKey: string,
  ) {}

  static async make(): Promise<TestHouse> {
    const namespace = `test-${randomBytes(5).toString('hex')}`;
    const exchangeDir = await mkdtemp(join(tmpdir(), 'claimstream-exchange-'));
    return new TestHouse(await freshDatabase(), namespace, exchangeDir, randomBytes(32).toString('base64'));
  }

  /** Runs the built `apps/all` as its own process, as `npm start` does. */
  start(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): HouseProcess {
    const child = spawn(process.execPath, ['dist/apps/all/main.js', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment(), ...environment, NODE_OPTIONS: '' },
    });
    const started = new HouseProcess(child);
    this.processes.add(started);
    return started;
  }

  environment(): Record<string, string> {
    return {
      DATABASE_URL: this.database.url,
      CLAIMSTREAM_MODE: 'demo',
      CLAIMSTREAM_MASTER_KEY: this.masterKey,
      CLAIMSTREAM_NAMESPACE: this.namespace,
      EXCHANGE_DIR: this.exchangeDir,
      PORT: '0',
      LOG_LEVEL: 'info',
    };
  }

  kafka(): KafkaClient {
    const brokers = (process.env.KAFKA_BROKERS ?? '').split(',');
    const logger = createLogger({ app: 'test', level: 'silent' });
    return new KafkaClient({ brokers, namespace: this.namespace, clientId: 'claimstream-test', logger });
  }

  async demolish(): Promise<void> {
    for (const running of this.processes) running.kill('SIGKILL');
    await Promise.all([...this.processes].map((running) => running.exited));
    await deleteTopics(this.kafka(), [EVENTS_TOPIC, SESSIONS_TOPIC, deadLetterTopicOf(SESSIONS_TOPIC)]);
    await this.database.drop();
    await rm(this.exchangeDir, { recursive: true, force: true });
  }
}

export class HouseProcess {
  readonly exited: Promise<number | null>;
  private out = '';
  private err = '';

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.err += text;
    });
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  get output(): string {
    return this.out;
  }

  /** Log lines and whatever else stands on standard error and output, for a failed test to show. */
  get everything(): string {
    return `${this.out}\n${this.err}`;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
