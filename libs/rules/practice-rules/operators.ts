import type { Fact, FactType, FactValue } from './facts.js';

type Test = (value: FactValue) => boolean;

export type OperatorName = 'is' | 'in' | 'has' | 'startsWith' | 'atLeast' | 'atMost' | 'missing';

/** How a fact is compared. `read` gives the comparison with its operand, or in words what the operand must be. */
interface Operator {
  readonly types: readonly FactType[];
  read(operand: unknown, fact: Fact): Test | string;
}

/** Codes are compared without their point: M25.511 is M25511. */
const plain = (text: string) => text.replace('.', '');
const MOST_VALUES = 500;

/** In words what a single value of the fact must be; undefined where this one is. */
function wrongValue(operand: unknown, { type, values }: Fact): string | undefined {
  if (type === 'number') return Number.isSafeInteger(operand) ? undefined : 'a whole number';
  if (type === 'flag') return typeof operand === 'boolean' ? undefined : 'true or false';
  if (typeof operand !== 'string' || operand.trim() === '') return values?.words ?? 'a text';
  return values && !values.form.test(operand) ? values.words : undefined;
}

function numeric(compare: (value: number, operand: number) => boolean): Operator {
  return {
    types: ['number'],
    read: (operand, fact) =>
      wrongValue(operand, fact) ?? ((value) => typeof value === 'number' && compare(value, operand as number)),
  };
}

/** Nothing but `missing` is true of what is not recorded. */
export const OPERATORS: Readonly<Record<OperatorName, Operator>> = {
  is: {
    types: ['text', 'number', 'flag'],
    read: (operand, fact) => wrongValue(operand, fact) ?? ((value) => value === operand),
  },
  in: {
    types: ['text', 'number'],
    read(operand, fact) {
      if (!Array.isArray(operand) || operand.length === 0 || operand.length > MOST_VALUES)
        return `a list of 1 to ${MOST_VALUES} values`;
      const wrong = operand.map((one) => wrongValue(one, fact)).find((words) => words !== undefined);
      if (wrong !== undefined) return `a list of which each is ${wrong}`;
      const wanted: ReadonlySet<FactValue> = new Set(operand);
      return (value) => wanted.has(value);
    },
  },
  has: {
    types: ['list'],
    read(operand, fact) {
      const wrong = wrongValue(operand, fact);
      if (wrong !== undefined) return wrong;
      const wanted = plain(operand as string);
      return (value) => Array.isArray(value) && value.some((one) => plain(one) === wanted);
    },
  },
  startsWith: {
    types: ['text', 'list'],
    read(operand) {
      if (typeof operand !== 'string' || !/^[0-9A-Z.-]{1,40}$/.test(operand)) return 'capital letters and digits';
      const start = plain(operand);
      return (value) => [value].flat().some((one) => typeof one === 'string' && plain(one).startsWith(start));
    },
  },
  atLeast: numeric((value, least) => value >= least),
  atMost: numeric((value, most) => value <= most),
  missing: {
    types: ['text', 'number', 'flag', 'list'],
    read: (operand) =>
      typeof operand === 'boolean'
        ? (value) =>
            (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) === operand
        : 'true or false',
  },
};
