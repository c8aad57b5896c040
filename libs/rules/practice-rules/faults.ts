import { isLocalDate, type LocalDate } from '#libs/kernel/local-date.js';

/** A field of a practice's own rules that is missing or wrong. */
export interface PracticeFault {
  readonly field: string;
  readonly message: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads plain data field by field and keeps what is wrong with it, each fault with the path to its node. */
export class FaultList {
  readonly found: PracticeFault[] = [];

  add(field: string, message: string): void {
    this.found.push({ field, message });
  }

  /** An object with no other fields than these: a misspelt one would be a rule that says something else. */
  object(value: unknown, field: string, known: readonly string[]): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.add(field, 'must be an object');
      return undefined;
    }
    for (const name of Object.keys(value))
      if (!known.includes(name)) this.add(`${field}.${name}`, `is not known here; known are ${known.join(', ')}`);
    return value as Fields;
  }

  /** A list of at most so many; absent reads as empty. */
  list(value: unknown, field: string, most: number): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value) && value.length <= most) return value;
    this.add(field, Array.isArray(value) ? `has ${value.length} entries; at most ${most} are taken` : 'must be a list');
    return [];
  }

  text(value: unknown, field: string, form: RegExp, words: string): string | undefined {
    if (typeof value === 'string' && form.test(value)) return value;
    this.add(field, value === undefined ? 'is missing' : `must be ${words}`);
    return undefined;
  }

  oneOf<Value extends string>(value: unknown, field: string, values: readonly Value[]): Value | undefined {
    const found = values.find((one) => one === value);
    if (found === undefined)
      this.add(field, value === undefined ? 'is missing' : `must be one of ${values.join(', ')}`);
    return found;
  }

  /** A list of values that must not be empty where it is given; undefined where it is not. */
  texts(value: unknown, field: string, isOne: (text: string) => boolean, words: string): string[] | undefined {
    if (value === undefined) return undefined;
    const texts = this.list(value, field, 500);
    if (texts.length === 0 && Array.isArray(value)) this.add(field, 'must not be empty; leave it out to mean all');
    texts.forEach((one, index) => {
      if (typeof one !== 'string' || !isOne(one)) this.add(`${field}[${index}]`, `must be ${words}`);
    });
    return texts as string[];
  }

  /** `from` and `to` of something that is in force by date of service; both may be open. */
  period({ from, to }: Fields, field: string): Period {
    const period: { from?: LocalDate; to?: LocalDate } = {};
    for (const [name, value] of [['from', from] as const, ['to', to] as const]) {
      if (value === undefined) continue;
      if (isLocalDate(value)) period[name] = value;
      else this.add(`${field}.${name}`, 'must be a calendar day YYYY-MM-DD that exists');
    }
    if (period.from !== undefined && period.to !== undefined && period.to < period.from)
      this.add(`${field}.to`, 'is before from');
    return period;
  }
}

/** Days of service on which something is in force, both included; an open end has none. */
export interface Period {
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

export function inForce({ from, to }: Period, on: LocalDate): boolean {
  return (from === undefined || from <= on) && (to === undefined || on <= to);
}

/** True where some day is in both. */
export function overlap(a: Period, b: Period): boolean {
  return (
    (a.to === undefined || b.from === undefined || b.from <= a.to) &&
    (b.to === undefined || a.from === undefined || a.from <= b.to)
  );
}
