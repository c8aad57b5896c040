import { PROTECTED_RULES, PROTECTION_IN_WORDS, type Protection } from '../practice-rules/protected-rules.js';
import { BILLING_RULES, CODING_RULES, PRICING_RULES, RELEASE_RULES } from '../rule-catalogue.js';
import type { EditSeverity } from './edit.js';
import { EDITS } from './edit-catalogue.js';

function severityInWords(severity: EditSeverity): string {
  if (typeof severity === 'string') return severity;
  return Object.entries(severity)
    .map(([kind, one]) => `${one} (${kind})`)
    .join(', ');
}

interface RuleRow {
  readonly id: string;
  readonly severity: EditSeverity;
  readonly means: string;
  readonly source: string;
  readonly corrects?: string;
}

/** A rule's meaning, and after it what a machine can do about it. */
function meaning({ means, corrects }: RuleRow): string {
  return corrects === undefined ? means : `${means} *A correction ${corrects}.*`;
}

function table(rows: readonly RuleRow[]): string[] {
  return [
    '| rule | severity | what it says | source |',
    '|---|---|---|---|',
    ...[...rows]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((row) => `| \`${row.id}\` | ${severityInWords(row.severity)} | ${meaning(row)} | ${row.source} |`),
  ];
}

function protectedRules(): string[] {
  const because = (reason: Protection) =>
    Object.keys(PROTECTED_RULES)
      .filter((id) => PROTECTED_RULES[id] === reason)
      .sort()
      .map((id) => `\`${id}\``)
      .join(', ');
  return (Object.keys(PROTECTION_IN_WORDS) as Protection[]).flatMap((reason) => [
    `- Else ${PROTECTION_IN_WORDS[reason]}: ${because(reason)}.`,
  ]);
}

/** The page of all rules as Markdown, from the catalogues themselves. */
export function editsPage(): string {
  const rows = (rules: typeof CODING_RULES | typeof PRICING_RULES | typeof BILLING_RULES | typeof RELEASE_RULES) =>
    Object.entries(rules).map(([id, rule]) => ({ id, ...rule }));
  return [
    '# Rules and edits',
    '',
    'Every rule that can speak about a session, with the id that other programs may rely on. An `error` holds the session; `code` runs the',
    'first table, `price` the first two, `scrub` and `claim` all three. An edit with a payer kind in brackets is checked at that kind alone.',
    '',
    'Where a machine can mend the record, the rule says how, and its findings carry that as data: `correction` lists changes to fields of the',
    'session, `{"do":"set","field":"coverages[0].relationship","value":"self"}`, `remove`, or `clean` (as `capitals` or `letters-and-digits`).',
    'Nothing is changed by itself: who sends the session applies them and sends the next revision.',
    '',
    'This page is written by `npm run -s claimstream -- edits > docs/edits.md`; a test fails where it is stale.',
    '',
    '## Coding',
    '',
    ...table(rows(CODING_RULES)),
    '',
    '## Pricing',
    '',
    ...table(rows(PRICING_RULES)),
    '',
    '## Scrubbing',
    '',
    ...table([...EDITS, ...rows(BILLING_RULES)]),
    '',
    '## At the close of day',
    '',
    'Checked on the server before a claim is released: the draft is held with the field that is at fault.',
    '',
    ...table(rows(RELEASE_RULES)),
    '',
    '## What a practice cannot lower',
    '',
    'A practice may set the severity of any rule (`severities` in its profile, see [practice-rules.md](practice-rules.md)). These it can raise to an',
    'error, and never lower below one nor turn off:',
    '',
    ...protectedRules(),
    '',
  ].join('\n');
}
