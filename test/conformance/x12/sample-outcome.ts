import { readAcknowledgements } from '#libs/x12/read/acknowledgement-reader.js';
import { readClaims } from '#libs/x12/read/claim-837p-reader.js';
import { readRemittances } from '#libs/x12/read/remittance-reader.js';
import { surveyFile } from '#libs/x12/read/survey.js';

/** What becomes of a file: read as what, or refused for what reason. In words, for people. */
export function outcomeOf(bytes: Uint8Array): string {
  const sets = new Set(surveyFile([bytes]).contents.map(({ set }) => set));
  if (sets.has('835')) return remittanceOutcome(bytes);
  if (sets.has('837')) return claimOutcome(bytes);
  return acknowledgementOutcome(bytes);
}

function remittanceOutcome(bytes: Uint8Array): string {
  const result = readRemittances([bytes]);
  if (!result.ok) return `refused: ${result.refusal.message}`;
  const { transactions } = result.value;
  const balanced = transactions.filter((transaction) => transaction.balanced).length;
  const claims = transactions.reduce((sum, transaction) => sum + transaction.claims.length, 0);
  const problems = transactions.flatMap((transaction) => transaction.problems);
  return `read: ${counted(transactions.length, 'remittance')}, ${balanced} balanced, ${counted(claims, 'claim')}${noted(problems)}`;
}

function claimOutcome(bytes: Uint8Array): string {
  const result = readClaims([bytes]);
  if (!result.ok) return `refused: ${result.refusal.message}`;
  const { transactions, problems } = result.value;
  const claims = transactions.flatMap((transaction) => transaction.claims);
  const equal = claims.filter(
    ({ claim, reportedChargeCents }) =>
      claim.lines.reduce((sum, line) => sum + line.chargeCents, 0) === reportedChargeCents,
  );
  return `read: ${counted(claims.length, 'claim')}, ${equal.length} with CLM02 the sum of its lines${noted(problems)}`;
}

function acknowledgementOutcome(bytes: Uint8Array): string {
  const result = readAcknowledgements([bytes]);
  if (!result.ok) return `refused: ${result.refusal.message}`;
  const { acknowledgements, problems } = result.value;
  const refused = acknowledgements.filter(({ accepted }) => !accepted).length;
  return `read: ${counted(acknowledgements.length, 'acknowledgement')}, ${refused} of them a refusal${noted(problems)}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The first problem, and how many more there are. */
function noted(problems: readonly { readonly segment: string; readonly message: string }[]): string {
  const [first] = problems;
  if (first === undefined) return '';
  const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
  return `; ${first.message}${more}`;
}
