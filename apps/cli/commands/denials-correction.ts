import { InputError } from '../input/input-error.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { openPreviews } from '../servers/open-previews.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** `denials correction DENIAL`: the dry run of what the case's handler would do now. Gives true where it can do nothing. */
export async function denialsCorrection(
  denialId: string,
  { practice: practiceId, table: asTable }: { readonly practice: string; readonly table?: boolean },
): Promise<boolean> {
  const configuration = serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MASTER_KEY']);
  return withStore(configuration.databaseUrl, async (opened) => {
    const { correction, now } = await openPreviews(opened, configuration);
    const previewed = await correction.of({ practiceId, occurredAt: now }, denialId);
    if (!previewed) throw new InputError(`practice ${practiceId} has no case ${denialId}`);
    if (!asTable) await printJson(previewed);
    else {
      const { handler, mode, outcome, route, frequency, reason, changes } = previewed;
      const head = ['handler', 'mode', 'outcome', 'route', 'frequency', 'why'] as const;
      const said = [handler ?? undefined, mode ?? undefined, outcome, route, frequency, reason] as const;
      const rows = changes.map(({ line, field, from, to }) => [line, field, from, to] as const);
      await printText(`${table(head, [said])}\n${table(['line', 'field', 'from', 'to'], rows)}`);
    }
    return previewed.outcome !== 'CORRECTED';
  });
}
