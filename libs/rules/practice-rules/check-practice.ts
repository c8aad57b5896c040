import type { PracticeProfile } from '../practice.js';
import { BILLING_RULES, CODING_RULES, PRICING_RULES, RELEASE_RULES } from '../rule-catalogue.js';
import { EDITS } from '../scrubbing/edit-catalogue.js';
import { FaultList, type PracticeFault } from './faults.js';
import { ownRules } from './own-rules.js';
import { PROTECTED_RULES, PROTECTION_IN_WORDS } from './protected-rules.js';

/** Every rule of the project itself. */
export const ALL_RULES: ReadonlySet<string> = new Set([
  ...Object.keys({ ...CODING_RULES, ...PRICING_RULES, ...BILLING_RULES, ...RELEASE_RULES }),
  ...EDITS.map((edit) => edit.id),
]);

type Stated = Pick<PracticeProfile, 'payers' | 'rules' | 'severities'>;

/** Rules that do not exist, and those that a practice may not lower. */
function severityFaults({ severities }: Stated, faults: FaultList): void {
  if (!Array.isArray(severities)) return;
  severities.forEach((row: { rule?: unknown; severity?: unknown } | null, index) => {
    const rule = row?.rule;
    if (typeof rule !== 'string') return;
    const field = `severities[${index}]`;
    if (rule.startsWith('practice.') && !ALL_RULES.has(rule))
      faults.add(`${field}.rule`, "is a practice's own rule: set the severity there");
    else if (!ALL_RULES.has(rule)) faults.add(`${field}.rule`, `${rule} is no rule; docs/edits.md lists them`);
    const protection = Object.hasOwn(PROTECTED_RULES, rule) ? PROTECTED_RULES[rule] : undefined;
    if (protection !== undefined && row?.severity !== 'error')
      faults.add(`${field}.severity`, `${rule} cannot be lowered: ${PROTECTION_IN_WORDS[protection]}`);
  });
}

function check(practice: Stated): readonly PracticeFault[] {
  const own = ownRules(practice);
  const faults = new FaultList();
  severityFaults(practice, faults);
  for (const { id } of own.rules)
    if (ALL_RULES.has(`practice.${id}`)) faults.add('rules', `${id} is the id of a rule that is always there`);
  return [...own.faults, ...faults.found];
}

const checked = new WeakMap<object, readonly PracticeFault[]>();

/** All that is wrong with a practice's own rules, severities and payer modifiers; empty where they can be followed. */
export function practiceFaults(practice: Stated | undefined): readonly PracticeFault[] {
  if (!practice) return [];
  let faults = checked.get(practice);
  if (!faults) {
    faults = check(practice);
    checked.set(practice, faults);
  }
  return faults;
}
