import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLetterTopicOf, EVENTS_TOPIC, SESSIONS_TOPIC, sessionsTopicOf } from '#libs/contracts/topics.js';
import { KafkaClient } from '#libs/messaging/kafka-client.js';
import { deleteTopics } from '#libs/messaging/topics.js';
import { silentLogger } from '#libs/observability/logger.js';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { type EventuallyOptions, eventually } from '#libs/testing/eventually.js';
import { Vault } from '#libs/vault/vault.js';
import { ROOT } from './root.js';

/** Servers of a test's own; the shared ones where left out. */
export interface OwnServers {
  readonly database?: TestDatabase;
  readonly brokers?: string;
  readonly redisUrl?: string;
}

/** A whole installation of a test's own on the shared servers: database, topics, queues, exchange folders. */
export class TestHouse {
  private readonly processes = new Set<HouseProcess>();

  private constructor(
    readonly database: TestDatabase,
    readonly namespace: string,
    readonly exchangeDir: string,
    private readonly masterKey: string,
    private readonly brokers: readonly string[],
    private readonly redisUrl: string,
  ) {}

  /** On the shared servers, or on servers of the test's own. */
  static async make(own: OwnServers = {}): Promise<TestHouse> {
    const namespace = `test-${randomBytes(5).toString('hex')}`;
    const exchangeDir = await mkdtemp(join(tmpdir(), 'claimstream-exchange-'));
    const database = own.database ?? (await freshDatabase());
    const brokers = (own.brokers ?? process.env.KAFKA_BROKERS ?? '').split(',');
    const redisUrl = own.redisUrl ?? process.env.REDIS_URL ?? '';
    return new TestHouse(database, namespace, exchangeDir, randomBytes(32).toString('base64'), brokers, redisUrl);
  }

  /** Runs the built `apps/all` as its own process, as `npm start` does. */
  start(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): HouseProcess {
    return this.startApp('all', args, environment);
  }

  /** Runs one built app as its own process, as `npm run start:relay` and the like do. */
  startApp(
    app: string,
    args: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): HouseProcess {
    const child = spawn(process.execPath, [`dist/apps/${app}/main.js`, ...args], {
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
      KAFKA_BROKERS: this.brokers.join(','),
      REDIS_URL: this.redisUrl,
      CLAIMSTREAM_MODE: 'demo',
      CLAIMSTREAM_MASTER_KEY: this.masterKey,
      CLAIMSTREAM_NAMESPACE: this.namespace,
      EXCHANGE_DIR: this.exchangeDir,
      PORT: '0',
      LOG_LEVEL: 'info',
    };
  }

  kafka(): KafkaClient {
    const { brokers, namespace } = this;
    return new KafkaClient({ brokers, namespace, clientId: 'claimstream-test', logger: silentLogger });
  }

  /** The vault that the house's apps seal with. */
  vault(): Vault {
    return new Vault(this.database.pool, this.masterKey);
  }

  /** Kills what still runs and removes everything; `brokersToo` is false where the brokers are gone themselves. */
  async demolish({ sources = [], brokersToo = true }: { sources?: readonly string[]; brokersToo?: boolean } = {}) {
    for (const running of this.processes) running.kill('SIGKILL');
    await Promise.all([...this.processes].map((running) => running.exited));
    const topics = [SESSIONS_TOPIC, ...sources.map(sessionsTopicOf)];
    if (brokersToo) await deleteTopics(this.kafka(), [EVENTS_TOPIC, ...topics, ...topics.map(deadLetterTopicOf)]);
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

  /** The log so far, line by line. */
  log(): readonly Record<string, unknown>[] {
    const lines = this.err.split('\n').slice(0, -1);
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  }

  /** True once a line of the log has this message. */
  says(message: string): boolean {
    return this.log().some(({ msg }) => msg === message);
  }

  /** Where it listens; waits for that. Fails with what it said where it ends instead. */
  async url(waiting: EventuallyOptions = {}): Promise<string> {
    const url = await eventually(
      'the house to listen',
      () => this.hasExited || (this.log().find(({ msg }) => msg === 'ready')?.url as string | undefined),
      waiting,
    );
    if (url === true) throw new Error(this.everything);
    return url;
  }

  get hasExited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
