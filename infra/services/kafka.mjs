import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { privateFolder } from '../supervisor/private-files.mjs';
import { findJava } from './java.mjs';
import { kafkaJars } from './kafka-jars.mjs';
import { whenReady } from './ready.mjs';

const LOGGING = join(ROOT, 'infra', 'kafka', 'log4j2.properties');
// A single broker for one practice's sample: small heap, quick to start.
const JVM = ['-Xms256m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];

/** Starts one Kafka broker that is its own controller (KRaft), on the loopback interface. Returns its child and address. */
export async function startKafka({ supervisor, place, ports, keepUp, say }) {
  const java = findJava();
  const log = join(place.logs, 'kafka.log');
  const jars = await kafkaJars({ supervisor, say, log });
  const folder = privateFolder(join(place.data, 'kafka'));
  const configuration = join(folder, 'server.properties');
  writeFileSync(configuration, settings({ folder, ...ports }), { mode: 0o600 });
  const program = (name) => [...JVM, `-Dlog4j2.configurationFile=${LOGGING}`, '-cp', join(jars, '*'), name];
  if (!existsSync(join(folder, 'log', 'meta.properties'))) {
    const id = randomBytes(16).toString('base64url');
    const args = [...program('kafka.tools.StorageTool'), 'format', '--standalone', '-t', id, '-c', configuration];
    await supervisor.run({ name: 'kafka-format', command: java, args, cwd: folder, output: log });
  }
  const args = [...program('kafka.Kafka'), configuration];
  const child = supervisor.start({ name: 'kafka', order: 3, command: java, args, cwd: folder, output: log, keepUp });
  const brokers = `127.0.0.1:${ports.kafka}`;
  await whenReady(child, () => describeCluster(brokers));
  return { child, address: brokers, words: 'Kafka' };
}

function settings({ folder, kafka, kafkaController }) {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `listeners=PLAINTEXT://127.0.0.1:${kafka},CONTROLLER://127.0.0.1:${kafkaController}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${kafka}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name=PLAINTEXT',
    'controller.listener.names=CONTROLLER',
    `controller.quorum.bootstrap.servers=127.0.0.1:${kafkaController}`,
    `log.dirs=${join(folder, 'log')}`,
    'auto.create.topics.enable=false',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=8',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'transaction.state.log.num.partitions=8',
    'group.initial.rebalance.delay.ms=0',
    '',
  ].join('\n');
}

async function describeCluster(brokers) {
  const { Kafka, logLevel } = await import('kafkajs');
  const kafka = new Kafka({
    clientId: 'starter',
    brokers: [brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.describeCluster();
  } finally {
    await admin.disconnect().catch(() => {});
  }
}
