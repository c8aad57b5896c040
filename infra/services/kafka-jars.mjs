import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.mjs';
import { alone } from '../supervisor/lock.mjs';
import { privateFolder } from '../supervisor/private-files.mjs';
import { LOCAL } from './installation.mjs';
import { findMaven } from './maven.mjs';

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
const POM = join(ROOT, 'infra', 'kafka', 'pom.xml');
const CHECKSUMS = join(ROOT, 'infra', 'kafka', 'jars.sha256');
const FOLDER = join(LOCAL, 'kafka', 'libs');

/** The committed checksums, `jar name → sha256`, from lines as `sha256sum` prints them. */
export function readChecksums(file = CHECKSUMS) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** What differs between a folder of jars and the checksums, in words; nothing where all is as it should be. */
export function differences(folder, checksums) {
  const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const wrong = [...checksums].filter(([jar, sum]) => there.has(jar) && sha256(join(folder, jar)) !== sum);
  return [
    ...[...checksums.keys()].filter((jar) => !there.has(jar)).map((jar) => `${jar} is missing`),
    ...[...there].filter((jar) => !checksums.has(jar)).map((jar) => `${jar} is not among the pinned jars`),
    ...wrong.map(([jar]) => `${jar} does not have its pinned checksum`),
  ];
}

/**
 * The folder of the broker's jars: that of `KAFKA_HOME` where somebody installed Kafka themselves, else the pinned ones, each with its checksum,
 * fetched by Maven on the first start.
 */
export async function kafkaJars({ supervisor, say, log, environment = process.env }) {
  if (environment.KAFKA_HOME) return join(environment.KAFKA_HOME, 'libs');
  const checksums = readChecksums();
  if (differences(FOLDER, checksums).length === 0) return FOLDER;
  await alone(join(LOCAL, 'run'), 'fetch-kafka', async () => {
    if (differences(FOLDER, checksums).length > 0) await fetchJars({ supervisor, say, log, checksums });
  });
  return FOLDER;
}

async function fetchJars({ supervisor, say, log, checksums }) {
  say('fetching Kafka with Maven');
  const draft = `${FOLDER}.${process.pid}.new`;
  rmSync(draft, { recursive: true, force: true });
  privateFolder(join(LOCAL, 'kafka'));
  const maven = await findMaven({ supervisor, say, log });
  await supervisor.run({
    name: 'maven',
    command: maven.command,
    args: [
      ...maven.args,
      '-q',
      '-B',
      '-f',
      POM,
      `${PLUGIN}:copy-dependencies`,
      '-DincludeScope=runtime',
      `-DoutputDirectory=${draft}`,
    ],
    output: log,
  });
  const wrong = differences(draft, checksums);
  if (wrong.length > 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`Kafka's jars are not the pinned ones: ${wrong.join('; ')}`);
  }
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(draft, FOLDER);
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
