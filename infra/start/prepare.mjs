import { install } from './install.mjs';

/** Installs and builds: what has to be done once in a clean checkout, and again when its files have changed. */
export async function prepare({ supervisor, say }) {
  await install({ supervisor, say });
  const { build } = await import('../build/build.mjs');
  if (await build()) say('built');
}
