import { type BillableSession, groupClaims } from '#libs/rules/claiming/group-claims.js';
import { payerProfile } from '#libs/rules/payer-profile.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { firstCoverage, type Session } from '#libs/rules/session.js';
import { writeInterchange } from '#libs/x12/write/claim-837p.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { claimOf } from '../billing/claims.js';
import { openBilling } from '../billing/coded-days.js';
import { scrubbedDays } from '../billing/scrubbed-days.js';
import { today } from '../billing/today.js';
import { InputError } from '../input/input-error.js';
import type { ClaimOptions } from '../options.js';
import { printText, say } from '../output/print.js';

/** A command line has no sequence of its own: its files are numbered as the first of their receiver. */
const FIRST_FILE = { interchange: 1, group: 1, transaction: '0001' };
const FILE_TIME = '12:00';

/** `claim SESSIONS`: an 837P interchange on standard output. Held sessions are left out and named; gives true where there were any. */
export async function claim(file: string, given: ClaimOptions): Promise<boolean> {
  if (given.practice === undefined)
    throw new InputError('--practice: a claim needs the profile of the practice that bills');
  if (given.frequency !== '1' && given.payerControl === undefined)
    throw new InputError(`--payer-control: frequency ${given.frequency} needs the payer's number of the claim`);
  const billing = await openBilling(given);
  const practice = billing.practice as PracticeProfile;
  const asOf = given.date ?? given.asOf ?? today(practice);
  const { billable, held } = await billableSessions(file, billing, { ...given, asOf }, practice);
  const claims = groupClaims(billable, practice.claimGrouping).map((grouped) => ({
    claim: claimOf(grouped, practice, given),
    sessions: grouped.sessions,
  }));
  const writable = claims.filter(({ claim: one, sessions }) => isWritable(one, sessions));
  if (writable.length > 0) {
    const interchange = writeInterchange({
      sender: practice.submitter,
      receiver: practice.receiver,
      controlNumbers: FIRST_FILE,
      time: { date: asOf, time: FILE_TIME },
      usage: practice.usage ?? 'T',
      claims: writable.map((one) => one.claim),
    });
    if (!interchange.ok) throw new InputError(`${given.practice}: ${interchange.refusal.message}`);
    for (const segment of interchange.value) await printText(segment);
  }
  return held || writable.length < claims.length;
}

async function billableSessions(
  file: string,
  billing: Awaited<ReturnType<typeof openBilling>>,
  options: ClaimOptions,
  practice: PracticeProfile,
): Promise<{ billable: BillableSession[]; held: boolean }> {
  const billable: BillableSession[] = [];
  let held = false;
  for await (const { sessions, results } of scrubbedDays(file, billing, options))
    sessions.forEach((session, place) => {
      const result = results[place] as (typeof results)[number];
      const errors = result.findings
        .filter((one) => one.severity === 'error')
        .map((one) => `${one.rule} (${one.message})`);
      const refused = frequencyRefused(session, practice, options.frequency);
      if (refused !== undefined) errors.push(refused);
      if (errors.length === 0) billable.push({ session, result });
      else {
        held = true;
        say(`held ${session.sessionId}: ${errors.join('; ')}`);
      }
    });
  return { billable, held };
}

function frequencyRefused(session: Session, practice: PracticeProfile, frequency: string): string | undefined {
  const payer = payerProfile(practice, firstCoverage(session).payerId);
  if (!payer || payer.frequencyCodes.includes(frequency)) return undefined;
  return `${payer.payerId} takes no claim of frequency ${frequency}`;
}

/** What the format cannot carry is left out and named, as a held session is. */
function isWritable(one: Parameters<typeof claimFaults>[0], sessions: readonly Session[]): boolean {
  const faults = claimFaults(one);
  if (faults.length > 0)
    say(
      `held ${sessions.map((session) => session.sessionId).join(', ')}: ${faults.map((fault) => fault.message).join('; ')}`,
    );
  return faults.length === 0;
}
