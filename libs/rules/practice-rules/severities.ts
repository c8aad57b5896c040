import type { Finding, Severity } from '../finding.js';
import type { FaultList } from './faults.js';

/** One row of `severities`: how grave a practice takes a rule, at some payers or at all. */
export interface SeverityOverride {
  readonly rule: string;
  readonly severity: OwnSeverity;
  readonly payerIds?: readonly string[];
}

/** `off`: the rule says nothing at all. */
export type OwnSeverity = Severity | 'off';

/** By rule: the severity at a payer, or at all others. */
export type OwnSeverities = ReadonlyMap<string, ReadonlyMap<string, OwnSeverity>>;

const EVERY_PAYER = '';
const SEVERITIES = ['error', 'warning', 'info', 'off'] as const;
const MOST_ROWS = 1000;

/** Reads the rows. A payer that is named goes before a row for all; the same rule and payer twice is a fault. */
export function readSeverities(
  value: unknown,
  field: string,
  payerIds: ReadonlySet<string>,
  faults: FaultList,
): OwnSeverities {
  const own = new Map<string, Map<string, OwnSeverity>>();
  faults.list(value, field, MOST_ROWS).forEach((one, index) => {
    const place = `${field}[${index}]`;
    const row = faults.object(one, place, ['rule', 'severity', 'payerIds']);
    if (!row) return;
    const rule = faults.text(row.rule, `${place}.rule`, /^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9-]+$/, 'the id of a rule');
    const severity = faults.oneOf(row.severity, `${place}.severity`, SEVERITIES);
    const isKnown = (id: string) => payerIds.has(id);
    const payers = faults.texts(row.payerIds, `${place}.payerIds`, isKnown, "a payer of the practice's");
    if (rule === undefined || severity === undefined) return;
    const byPayer = own.get(rule) ?? new Map<string, OwnSeverity>();
    own.set(rule, byPayer);
    for (const payer of payers ?? [EVERY_PAYER]) {
      if (byPayer.has(payer)) faults.add(`${place}.rule`, `${rule} is graded twice for the same payer`);
      byPayer.set(payer, severity);
    }
  });
  return own;
}

/** The findings as the practice takes them at a payer. Doing it twice changes nothing. */
export function judged(findings: readonly Finding[], own: OwnSeverities, payerId: string): readonly Finding[] {
  if (own.size === 0) return findings;
  return findings.flatMap((finding) => {
    const byPayer = own.get(finding.rule);
    const severity = byPayer?.get(payerId) ?? byPayer?.get(EVERY_PAYER);
    if (severity === undefined || severity === finding.severity) return [finding];
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}
