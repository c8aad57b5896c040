import { InputError } from '../input/input-error.js';
import { readPractice } from '../input/read-practice.js';
import { printJson, printText } from '../output/print.js';
import { table } from '../output/table.js';
import { openCommands } from '../servers/open-commands.js';
import { serverConfiguration } from '../servers/server-environment.js';
import { withStore } from '../servers/with-store.js';

/** Stands in stream ids, folders and addresses. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** `practice configure FILE`: records a practice's profile; the same one again changes nothing. Gives true where it was refused. */
export async function practiceConfigure(file: string, options: { readonly table?: boolean }): Promise<boolean> {
  const profile = await readPractice(file);
  if (!profile) throw new InputError('which practice? name the file of its profile');
  const { practiceId } = profile;
  if (!PLAIN.test(practiceId))
    throw new InputError(`${file}: practiceId must be letters, digits, points, hyphens and underscores alone`);
  const configuration = serverConfiguration(['DATABASE_URL', 'CLAIMSTREAM_MASTER_KEY']);
  return withStore(configuration.databaseUrl, async (opened) => {
    if (opened.mode === 'demo' && profile.usage === 'P')
      throw new InputError(`${file}: usage must be T: a demo store sends no claim that counts`);
    const commands = await openCommands(opened, configuration);
    const { status, refusal } = await commands.configurePractice(profile);
    await (options.table
      ? printText(table(['practice', 'payers', 'outcome'], [[practiceId, profile.payers.length, status]]))
      : printJson({ practiceId, payers: profile.payers.length, status, ...(refusal ? { refusal } : {}) }));
    return status === 'refused';
  });
}
