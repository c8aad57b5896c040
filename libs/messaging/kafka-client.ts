import kafkajs from 'kafkajs';
import type { Logger } from '#libs/observability/logger.js';

export interface KafkaClientOptions {
  readonly brokers: readonly string[];
  /** The app's name; brokers show it. */
  readonly clientId: string;
  /** Prefix of topics and groups; mostly empty. */
  readonly namespace: string;
  readonly logger: Logger;
}

/** One installation's Kafka: where it is, and how its names stand there. Connects to nothing by itself. */
export class KafkaClient {
  readonly kafka: kafkajs.Kafka;
  readonly logger: Logger;
  private readonly prefix: string;

  constructor(private readonly options: KafkaClientOptions) {
    this.logger = options.logger.child({ component: 'kafka' });
    this.prefix = options.namespace === '' ? '' : `${options.namespace}.`;
    this.kafka = new kafkajs.Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      connectionTimeout: 3000,
      requestTimeout: 10_000,
      // Few and short: whoever uses a client tries again by itself, names it in the log, and can be stopped meanwhile.
      retry: { initialRetryTime: 50, multiplier: 2, maxRetryTime: 500, retries: 4 },
      logLevel: kafkajs.logLevel.WARN,
      // The library tells of each attempt of each connection; what matters comes back as an error and is logged by us.
      logCreator: () => (entry) => this.logger.debug({}, entry.log.message),
    });
  }

  get brokers(): readonly string[] {
    return this.options.brokers;
  }

  /** The name that a topic or a group has on the brokers. */
  physical(name: string): string {
    return `${this.prefix}${name}`;
  }

  /** The name in the contracts of a topic on the brokers. */
  logical(name: string): string {
    return name.slice(this.prefix.length);
  }
}
