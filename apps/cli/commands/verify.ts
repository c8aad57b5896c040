import { views } from '#libs/projections/all.js';
import { type Verified, verifyView } from '#libs/projections/runner/verify-view.js';
import { differenceTable, firstOf } from '../output/differences.js';
import { printJson, printText, say } from '../output/print.js';
import { interruption } from '../servers/interruption.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** `verify`: folds every stream anew and compares each view, row by row. Gives true where something differs. */
export async function verify(options: { readonly table?: boolean }): Promise<boolean> {
  const { databaseUrl } = serverConfiguration(['DATABASE_URL']);
  const signal = interruption();
  return withStore(databaseUrl, async ({ pool, store }) => {
    const verified: Verified[] = [];
    for (const projection of views) {
      const view = await verifyView({ pool, source: store, projection, signal });
      if (view.differences.length > 0)
        say(`${projection.name}: ${view.differences.length} rows differ from the events`);
      if (!options.table) await printJson(shown(view));
      verified.push(view);
    }
    if (options.table) await printText(verifiedTable(verified));
    return verified.some(({ differences }) => differences.length > 0);
  });
}

function shown({ projection, differences, events, position }: Verified) {
  return { view: projection, events, position, differing: differences.length, differences: firstOf(differences) };
}

function verifiedTable(verified: readonly Verified[]): string {
  return differenceTable(
    ['view', 'events', 'position', 'differing'],
    verified.map(({ projection, events, position, differences }) => [projection, events, position, differences.length]),
    verified.flatMap(({ differences }) => differences),
  );
}
