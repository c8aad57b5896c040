/**
 * A change to a session's record that a machine can make. Fields are named as in messages (`coverages[0].relationship`). A change never
 * carries what the record says, only what to do with it: corrections may be stored and shown where patient data may not.
 */
export type Change =
  | { readonly do: 'set'; readonly field: string; readonly value: string | number | boolean | readonly number[] }
  | { readonly do: 'remove'; readonly field: string }
  | { readonly do: 'clean'; readonly field: string; readonly as: Cleaning };

/** `capitals` trims and raises letters; `letters-and-digits` also drops everything else. */
export type Cleaning = 'capitals' | 'letters-and-digits';

/** The changes of one correction, made in order. Never made without a person or a rule of the practice that asks for it. */
export type Correction = readonly Change[];

/** A text as a cleaning leaves it. */
export function cleaned(text: string, as: Cleaning): string {
  const capitals = text.trim().toUpperCase();
  return as === 'capitals' ? capitals : capitals.replace(/[^0-9A-Z]/g, '');
}

/** The steps of `procedures[0].diagnosisPointers`. */
function stepsOf(field: string): string[] {
  return field.split(/[.[\]]/).filter((step) => step !== '');
}

function without(record: unknown, step: string): unknown {
  if (Array.isArray(record)) return record.filter((_, index) => index !== Number(step));
  const { [step]: _gone, ...rest } = record as Record<string, unknown>;
  return rest;
}

function replaced(record: unknown, step: string, value: unknown): unknown {
  if (!Array.isArray(record)) return { ...(record as object), [step]: value };
  return record.map((one, index) => (index === Number(step) ? value : one));
}

function changed(record: unknown, [step, ...further]: readonly string[], change: Change): unknown {
  if (typeof record !== 'object' || record === null || step === undefined)
    throw new RangeError(`${change.field} is no field of the record`);
  const inner = (record as Record<string, unknown>)[step];
  if (further.length > 0) return replaced(record, step, changed(inner, further, change));
  switch (change.do) {
    case 'remove':
      return without(record, step);
    case 'set':
      return replaced(record, step, change.value);
    case 'clean':
      return replaced(record, step, cleaned(String(inner), change.as));
  }
}

/** The record with a correction's changes made. A field that the record has not is a bug: corrections are made for a record. */
export function corrected<Record>(record: Record, correction: Correction): Record {
  return correction.reduce<unknown>(
    (current, change) => changed(current, stepsOf(change.field), change),
    record,
  ) as Record;
}
