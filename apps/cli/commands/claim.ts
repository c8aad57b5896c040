import { PriorDecisions } from '#libs/exchange/prior-decisions.js';
import { type BillableSession, type GroupedClaim, groupClaims } from '#libs/rules/claiming/group-claims.js';
import type { Finding } from '#libs/rules/finding.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import { printClaimFile } from '../billing/claim-file.js';
import { type BilledClaim, billedClaim } from '../billing/claims.js';
import { openBilling } from '../billing/coded-days.js';
import { isDrawn } from '../billing/review-sample.js';
import { scrubbedDays } from '../billing/scrubbed-days.js';
import { today } from '../billing/today.js';
import { InputError } from '../input/input-error.js';
import { readBytes } from '../input/read-bytes.js';
import { nameOf } from '../input/read-lines.js';
import type { ClaimOptions } from '../options.js';
import { say } from '../output/print.js';

const FILE_TIME = '12:00';

/**
 * `claim SESSIONS`: an 837P interchange on standard output. Held sessions, and claims that a later payer cannot be asked for, are left out and
 * named; gives true where there were any.
 */
export async function claim(file: string, given: ClaimOptions): Promise<boolean> {
  checkOptions(given);
  const billing = await openBilling(given);
  const practice = billing.practice as PracticeProfile;
  const asOf = given.date ?? given.asOf ?? today(practice);
  const options = { ...given, asOf };
  const decisions = await readDecisions(given.era ?? []);
  const { billable, held } = await billableSessions(file, billing, options);
  let leftOut = held;
  const claims: BilledClaim[] = [];
  for (const grouped of groupClaims(billable, practice.claimGrouping)) {
    const billed = billedClaim(grouped, practice, options, decisions);
    if (billed.ok) {
      claims.push(billed.value);
      if (isDrawn(grouped, practice))
        say(`review ${named(grouped)}: drawn for a look before it goes out; it is in the file`);
    } else {
      leftOut = true;
      say(`held ${named(grouped)}: ${billed.refusal.code} (${billed.refusal.message})`);
    }
  }
  const time = { date: asOf, time: FILE_TIME };
  if (claims.length > 0) await printClaimFile(claims, practice, time, given.practice ?? '');
  return leftOut;
}

function named({ sessions }: GroupedClaim): string {
  return sessions.map((session) => session.sessionId).join(', ');
}

function checkOptions({ practice, frequency, payerControl, rank, era }: ClaimOptions): void {
  if (practice === undefined) throw new InputError('--practice: a claim needs the profile of the practice that bills');
  if (frequency !== '1' && payerControl === undefined)
    throw new InputError(`--payer-control: frequency ${frequency} needs the payer's number of the claim`);
  if (rank > 1 && era === undefined)
    throw new InputError(`--era: a claim to the payer of rank ${rank} needs the remittances of those before it`);
  if (rank === 1 && era !== undefined)
    throw new InputError('--rank: a remittance comes before the second payer, not the first');
}

/** What the payers before decided. A remittance that does not balance is read too: its claims are left out by name. */
async function readDecisions(files: readonly string[]): Promise<PriorDecisions> {
  const decisions = new PriorDecisions();
  for (const file of files) {
    const read = readRemittances([await readBytes(file)]);
    if (!read.ok) throw new InputError(`${nameOf(file)}: ${read.refusal.message}`);
    for (const remittance of read.value.transactions) decisions.add(remittance);
  }
  return decisions;
}

/** How long the first payer gives is not asked of a later one, whose time begins with the first one's decision. */
function counts({ severity, rule }: Finding, rank: number): boolean {
  return severity === 'error' && (rank === 1 || !rule.startsWith('filing.'));
}

async function billableSessions(
  file: string,
  billing: Awaited<ReturnType<typeof openBilling>>,
  options: ClaimOptions,
): Promise<{ billable: BillableSession[]; held: boolean }> {
  const billable: BillableSession[] = [];
  let held = false;
  for await (const { sessions, results } of scrubbedDays(file, billing, options))
    sessions.forEach((session, place) => {
      const result = results[place] as (typeof results)[number];
      const errors = result.findings.filter((one) => counts(one, options.rank));
      if (errors.length === 0) billable.push({ session, result });
      else {
        held = true;
        say(`held ${session.sessionId}: ${errors.map((one) => `${one.rule} (${one.message})`).join('; ')}`);
      }
    });
  return { billable, held };
}
