import { houseConsumers } from '#libs/demo/house-consumers.js';
import { views } from '#libs/projections/all.js';
import { lagOf } from '#libs/projections/runner/lag.js';
import { parkedStreams } from '#libs/projections/runner/parked-streams.js';
import { type UnfinishedRebuild, unfinishedRebuilds } from '#libs/projections/runner/rebuild-progress.js';
import { type RebuildDue, rebuildsDue } from '#libs/projections/runner/view-folds.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** `projections status`: how far each view and policy is behind the store, what each has put aside, and rebuilds that are not done. Gives true where a stream is parked. */
export async function projectionsStatus(options: { readonly table?: boolean }): Promise<boolean> {
  const { databaseUrl } = serverConfiguration(['DATABASE_URL']);
  return withStore(databaseUrl, async ({ pool, store }) => {
    const viewNames = new Set(views.map(({ name }) => name));
    const parked = await parkedStreams(pool);
    const rebuilds = await unfinishedRebuilds(pool);
    const due = new Map((await rebuildsDue(pool, views)).map((one) => [one.projection.name, one]));
    const head = await store.headPosition();
    const rows = [];
    for (const consumer of houseConsumers(pool, store)) {
      const { streams, events } = await lagOf(pool, store, consumer, { head });
      const aside = parked.filter((stream) => stream.consumer === consumer.name);
      const kind = viewNames.has(consumer.name) ? 'view' : 'policy';
      const row = {
        name: consumer.name,
        kind,
        head,
        lag: { streams, events },
        parked: aside.map(({ consumer: _, ...stream }) => stream),
        rebuild: rebuilds.find(({ projection }) => projection === consumer.name) ?? null,
        rebuildDue: dueOf(due.get(consumer.name)),
      };
      if (!options.table) await printJson(row);
      rows.push(row);
    }
    if (options.table) await printText(statusTable(rows));
    return parked.length > 0;
  });
}

/** Which fold made the rows (null: not known), and which this program has; null where the two are one. */
function dueOf(due: RebuildDue | undefined): RebuildDueShown | null {
  return due ? { foldedBy: due.foldedBy, foldVersion: due.projection.foldVersion } : null;
}

interface RebuildDueShown {
  readonly foldedBy: number | null;
  readonly foldVersion: number;
}

function statusTable(
  rows: readonly {
    readonly name: string;
    readonly kind: string;
    readonly head: number;
    readonly lag: { readonly streams: number; readonly events: number };
    readonly parked: readonly { readonly stream: string; readonly version: number; readonly reason: string }[];
    readonly rebuild: UnfinishedRebuild | null;
    readonly rebuildDue: RebuildDueShown | null;
  }[],
): string {
  const lags = table(
    ['name', 'kind', 'head', 'streams behind', 'events behind', 'parked', 'rebuild'],
    rows.map(({ name, kind, head, lag, parked, rebuild, rebuildDue }) => [
      ...([name, kind, head, lag.streams, lag.events, parked.length] as const),
      rebuild ? `${rebuild.running ? 'running' : 'broken off'} at ${rebuild.position}` : rebuildDue ? 'due' : undefined,
    ]),
  );
  const aside = rows.flatMap(({ name, parked }) =>
    parked.map(({ stream, version, reason }) => [name, stream, version, reason] as const),
  );
  return aside.length === 0 ? lags : `${lags}\n${table(['parked by', 'stream', 'at version', 'reason'], aside)}`;
}
