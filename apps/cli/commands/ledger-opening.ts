import type { OpeningBalanceData } from '#libs/commands/claim-path/set-opening-balance.js';
import { identifier } from '#libs/contracts/fields.js';
import { InputError } from '../input/input-error.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { openCommands } from '../servers/open-commands.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** What `ledger opening` is asked. */
export interface OpeningOptions extends Pick<OpeningBalanceData, 'year' | 'pool'> {
  readonly practice: string;
  /** The EHR's own id: printed nowhere, since it may say who the patient is. */
  readonly patient: string;
  readonly cents: number;
  readonly table?: boolean;
}

/** `ledger opening`: sets what a patient's year had used of a therapy pool before the first claim. Gives true where that was refused. */
export async function ledgerOpening(options: OpeningOptions): Promise<boolean> {
  const { practice, patient: ehrPatientId, year, pool, cents: usedCents, table: asTable } = options;
  const checked = identifier.safeParse(ehrPatientId);
  if (!checked.success) throw new InputError(`--patient ${checked.error.issues[0]?.message}`);
  const configuration = serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MASTER_KEY', 'CLAIMSTREAM_REFERENCE']);
  return withStore(configuration.databaseUrl, async (opened) => {
    const commands = await openCommands(opened, configuration);
    const { status, refusal } = await commands.setOpeningBalance(practice, { ehrPatientId, year, pool, usedCents });
    await (asTable
      ? printText(
          table(
            ['year', 'pool', 'used (cents)', 'outcome', 'why'],
            [[year, pool, usedCents, status, refusal?.message]],
          ),
        )
      : printJson({ year, pool, usedCents, status, ...(refusal ? { refusal } : {}) }));
    return status === 'refused';
  });
}
