import { PART_B_PAYER_ID } from '../payer-profile.js';
import type { PracticeProfile } from '../practice.js';
import { FaultList, type PracticeFault } from './faults.js';
import { type CompiledModifier, readPayerModifiers } from './payer-modifiers.js';
import { type CompiledRule, readPracticeRules } from './practice-rule.js';
import { type OwnSeverities, readSeverities } from './severities.js';

/** What a practice decides for itself, read from its profile. */
export interface OwnRules {
  readonly rules: readonly CompiledRule[];
  readonly severities: OwnSeverities;
  /** By payer id; payers without rows of their own are not in it. */
  readonly modifiers: ReadonlyMap<string, readonly CompiledModifier[]>;
  readonly faults: readonly PracticeFault[];
}

type Stated = Pick<PracticeProfile, 'payers' | 'rules' | 'severities'>;

const NONE: OwnRules = { rules: [], severities: new Map(), modifiers: new Map(), faults: [] };

function read(practice: Stated): OwnRules {
  const faults = new FaultList();
  const payerIds = new Set([PART_B_PAYER_ID, ...practice.payers.map((payer) => payer.payerId)]);
  const modifiers = new Map<string, readonly CompiledModifier[]>();
  practice.payers.forEach(({ payerId, modifiers: stated }, index) => {
    const rows = readPayerModifiers(stated, `payers[${index}].modifiers`, faults);
    if (rows.length > 0) modifiers.set(payerId, rows);
  });
  return {
    rules: readPracticeRules(practice.rules, 'rules', payerIds, faults),
    severities: readSeverities(practice.severities, 'severities', payerIds, faults),
    modifiers,
    faults: faults.found,
  };
}

const known = new WeakMap<object, OwnRules>();

/** The practice's own rules, read once for each profile. What is faulty is left out and named in `faults`. */
export function ownRules(practice: Stated | undefined): OwnRules {
  if (!practice) return NONE;
  let own = known.get(practice);
  if (!own) {
    own = read(practice);
    known.set(practice, own);
  }
  return own;
}
