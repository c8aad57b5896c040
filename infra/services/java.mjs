import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST = 17;

/** The `java` command: that of JAVA_HOME, else of the PATH. Throws where there is none, or only one too old for Kafka 4. */
export function findJava(environment = process.env) {
  const home = environment.JAVA_HOME ? join(environment.JAVA_HOME, 'bin', 'java') : null;
  const command = home && existsSync(home) ? home : 'java';
  const answer = spawnSync(command, ['-version'], { encoding: 'utf8' });
  const words = `Kafka needs Java ${OLDEST} or newer: install it (on Debian: openjdk-17-jre-headless), or set KAFKA_BROKERS, or start a Docker engine`;
  if (answer.error || answer.status !== 0) throw new Error(`no Java was found. ${words}`);
  const version = javaMajor(answer.stderr);
  if (version < OLDEST) throw new Error(`the Java that was found is version ${version}. ${words}`);
  return command;
}

/** The major version in what `java -version` prints: `"17.0.15"` is 17, `"1.8.0_402"` is 8. */
export function javaMajor(printed) {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  return Number(first) === 1 ? Number(second) : Number(first ?? 0);
}
