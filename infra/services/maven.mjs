import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../supervisor/private-files.mjs';
import { DebianPackages, hasDebianPackages, publish } from './debian-packages.mjs';
import { LOCAL } from './installation.mjs';
import { findJava } from './java.mjs';

const UNPACKED = join(LOCAL, 'maven');

/** How to call Maven, `{ command, args }`: the machine's own, else Debian's, unpacked into `.local/maven` and not installed. */
export async function findMaven({ supervisor, say, log }) {
  if (spawnSync('mvn', ['--version']).status === 0) return { command: 'mvn', args: [] };
  if (!existsSync(UNPACKED)) {
    if (!hasDebianPackages()) {
      throw new Error(
        'Kafka is fetched with Maven, and neither Maven nor Debian packages are here; set KAFKA_BROKERS or KAFKA_HOME',
      );
    }
    say('fetching Maven from the package manager');
    await fetchMaven({ supervisor, log });
  }
  return unpackedMaven(join(UNPACKED, 'root'));
}

async function fetchMaven({ supervisor, log }) {
  const draft = `${UNPACKED}.${process.pid}.new`;
  rmSync(draft, { recursive: true, force: true });
  privateFolder(draft);
  const packages = new DebianPackages({ supervisor, folder: draft, log });
  const known = new Set();
  for (let names = ['maven']; names.length > 0; ) {
    await packages.unpack(names);
    for (const name of names) known.add(name);
    names = packages.dependenciesOf(names).filter((name) => /^lib.*-java$/.test(name) && !known.has(name));
  }
  publish(draft, UNPACKED);
}

// Called without its shell script, whose links lead to folders of an installed package.
function unpackedMaven(root) {
  const home = join(root, 'usr', 'share', 'maven');
  const boot = readdirSync(join(home, 'boot')).find((file) => file.startsWith('plexus-classworlds'));
  const settings = join(root, 'etc', 'maven');
  const args = [
    '-classpath',
    join(home, 'boot', boot),
    `-Dclassworlds.conf=${join(settings, 'm2.conf')}`,
    `-Dmaven.home=${home}`,
    `-Dmaven.conf=${settings}`,
    `-Dmaven.multiModuleProjectDirectory=${root}`,
    'org.codehaus.plexus.classworlds.launcher.Launcher',
    '-gs',
    join(settings, 'settings.xml'),
  ];
  return { command: findJava(), args };
}
