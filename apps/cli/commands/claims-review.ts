import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { openCommands } from '../servers/open-commands.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** What `claims review` is asked. */
export interface ReviewOptions {
  readonly practice: string;
  readonly draft?: number;
  readonly table?: boolean;
}

/** `claims review CLAIM`: lets a claim go that was drawn for a look before it is billed. Gives true where that was refused. */
export async function claimsReview(
  claimId: string,
  { practice, draft, table: asTable }: ReviewOptions,
): Promise<boolean> {
  const configuration = serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MASTER_KEY']);
  return withStore(configuration.databaseUrl, async (opened) => {
    const commands = await openCommands(opened, configuration);
    const outcome = await commands.reviewClaim(practice, { claimId, ...(draft !== undefined && { draft }) });
    const { status, refusal } = outcome;
    await (asTable
      ? printText(table(['claim', 'outcome', 'why'], [[claimId, status, refusal?.message]]))
      : printJson({ claimId, status, ...(refusal ? { refusal } : {}) }));
    return status === 'refused';
  });
}
