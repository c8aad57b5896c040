import { views } from '#libs/projections/all.js';
import { type Rebuilt, rebuildView } from '#libs/projections/runner/rebuild-view.js';
import type { ViewProjection } from '#libs/projections/runner/view-projection.js';
import { InputError } from '../input/input-error.js';
import { differenceTable, firstOf } from '../output/differences.js';
import { printJson, printText, say } from '../output/print.js';
import { interruption } from '../servers/interruption.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

interface RebuildOptions {
  readonly accept?: boolean;
  readonly anew?: boolean;
  readonly table?: boolean;
}

/** How often a person is told how far it is. */
const TELL_EVERY_MS = 1_000;

/** `projections rebuild NAME`: beside the live view, then in its place; broken off, it goes on from its last page. Gives true where it was not switched, or streams could not be folded. */
export async function projectionsRebuild(name: string, options: RebuildOptions): Promise<boolean> {
  const projection = viewNamed(name);
  const { databaseUrl } = serverConfiguration(['DATABASE_URL']);
  const signal = interruption();
  return withStore(databaseUrl, async ({ pool, store }) => {
    const head = await store.headPosition();
    const onProgress = teller(name, head);
    const rebuilt = await rebuildView({
      pool,
      source: store,
      projection,
      accept: options.accept ?? false,
      anew: options.anew ?? false,
      signal,
      onProgress,
    });
    tell(name, rebuilt);
    await (options.table ? printText(rebuiltTable(name, rebuilt)) : printJson(shown(name, rebuilt)));
    return !rebuilt.switched || rebuilt.parked.length > 0;
  });
}

function viewNamed(name: string): ViewProjection {
  const projection = views.find((view) => view.name === name);
  if (projection) return projection;
  throw new InputError(`there is no view ${name}; there are ${views.map((view) => view.name).join(', ')}`);
}

function teller(name: string, head: number): (progress: { position: number; events: number }) => void {
  let told = Number.NEGATIVE_INFINITY;
  return ({ position, events }) => {
    const done = position >= head;
    if (!done && performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    say(`${name}: ${events} events folded, at position ${position} of ${head}`);
  };
}

function tell(name: string, { switched, different, parked }: Rebuilt): void {
  if (different.length > 0) say(`${name}: ${different.length} rows differ from the live view`);
  if (parked.length > 0) say(`${name}: ${parked.length} streams cannot be folded`);
  say(
    switched
      ? `${name}: the rebuilt view is live`
      : `${name}: nothing was changed; --accept takes the rebuilt view as it is`,
  );
}

function shown(view: string, { different, ...rebuilt }: Rebuilt) {
  return { view, ...rebuilt, differing: different.length, differences: firstOf(different) };
}

function rebuiltTable(name: string, rebuilt: Rebuilt): string {
  const { switched, generation, resumedAt, events, position, different, parked } = rebuilt;
  return differenceTable(
    ['view', 'switched', 'generation', 'resumed at', 'events', 'position', 'differing', 'parked'],
    [[name, switched ? 'yes' : 'no', generation, resumedAt, events, position, different.length, parked.length]],
    different,
  );
}
