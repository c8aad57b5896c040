import { FACTS, type Fact, type Facts, type Stage } from './facts.js';
import type { FaultList } from './faults.js';
import { OPERATORS, type OperatorName } from './operators.js';

/** One question about one fact: `{"fact": "units", "atLeast": 4}`. Exactly one operator. */
export type Comparison = { readonly fact: string } & Readonly<Partial<Record<OperatorName, unknown>>>;

/** The condition of a rule, as JSON. */
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** A condition as it is asked: no node of the JSON is looked at again. */
export interface CompiledCondition {
  /** True where some fact of it is about a line. */
  readonly aboutLine: boolean;
  test(facts: Facts): boolean;
}

const DEEPEST = 12;
const MOST_PARTS = 100;
const OPERATOR_NAMES = Object.keys(OPERATORS) as OperatorName[];
const GROUPS = ['all', 'any', 'not'] as const;

const FAULTY: CompiledCondition = { aboutLine: false, test: () => false };

/** Reads and checks a condition; every fault is kept with the path to its node, and what is faulty is never true. */
export function readCondition(
  value: unknown,
  field: string,
  stage: Stage,
  faults: FaultList,
  depth = 1,
): CompiledCondition {
  if (depth > DEEPEST) {
    faults.add(field, `lies more than ${DEEPEST} conditions deep`);
    return FAULTY;
  }
  const node = faults.object(value, field, [...GROUPS, 'fact', ...OPERATOR_NAMES]);
  if (!node) return FAULTY;
  const groups = GROUPS.filter((name) => name in node);
  const [group] = groups;
  if (group === undefined) return readComparison(node, field, stage, faults);
  if (Object.keys(node).length > 1) {
    faults.add(field, `has ${Object.keys(node).join(', ')}: ${group} stands alone`);
    return FAULTY;
  }
  const read = (part: unknown, path: string) => readCondition(part, path, stage, faults, depth + 1);
  if (group === 'not') return negated(read(node.not, `${field}.not`));
  const parts = faults.list(node[group] ?? null, `${field}.${group}`, MOST_PARTS);
  if (parts.length === 0 && Array.isArray(node[group])) faults.add(`${field}.${group}`, 'must not be empty');
  return joined(
    group,
    parts.map((part, index) => read(part, `${field}.${group}[${index}]`)),
  );
}

function negated({ aboutLine, test }: CompiledCondition): CompiledCondition {
  return { aboutLine, test: (facts) => !test(facts) };
}

function joined(group: 'all' | 'any', parts: readonly CompiledCondition[]): CompiledCondition {
  const aboutLine = parts.some((part) => part.aboutLine);
  return group === 'all'
    ? { aboutLine, test: (facts) => parts.every((part) => part.test(facts)) }
    : { aboutLine, test: (facts) => parts.some((part) => part.test(facts)) };
}

function factOf(name: unknown, field: string, stage: Stage, faults: FaultList): Fact | undefined {
  const fact = typeof name === 'string' && Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
  if (!fact) {
    faults.add(
      `${field}.fact`,
      name === undefined ? 'is missing' : `is no fact; known are ${Object.keys(FACTS).join(', ')}`,
    );
    return undefined;
  }
  if (!fact.codedOnly || stage === 'coded') return fact;
  faults.add(`${field}.fact`, `${String(name)} is not known yet while modifiers are put on a line`);
  return undefined;
}

function readComparison(
  node: Readonly<Record<string, unknown>>,
  field: string,
  stage: Stage,
  faults: FaultList,
): CompiledCondition {
  const fact = factOf(node.fact, field, stage, faults);
  const [name, ...others] = OPERATOR_NAMES.filter((one) => one in node);
  if (name === undefined || others.length > 0) {
    faults.add(field, `needs exactly one of ${OPERATOR_NAMES.join(', ')}`);
    return FAULTY;
  }
  if (!fact) return FAULTY;
  const operator = OPERATORS[name];
  if (!operator.types.includes(fact.type)) {
    const fitting = OPERATOR_NAMES.filter((one) => OPERATORS[one].types.includes(fact.type));
    faults.add(`${field}.${name}`, `does not go with ${String(node.fact)}; use ${fitting.join(', ')}`);
    return FAULTY;
  }
  const wanted = operator.read(node[name], fact);
  if (typeof wanted === 'string') {
    faults.add(`${field}.${name}`, `must be ${wanted}`);
    return FAULTY;
  }
  return { aboutLine: fact.about === 'line', test: (facts) => wanted(fact.read(facts)) };
}
