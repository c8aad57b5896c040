/** Turns data of one schema version of an event into the next; pure. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** By event type, the steps from version 1 to 2, 2 to 3, …; every version ever written stays readable. None has changed yet. */
const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {};

/** The data of an event in its newest schema version. */
export function upcast(
  type: string,
  schemaVersion: number,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return (upcasters[type] ?? [])
    .slice(schemaVersion - 1)
    .reduce<Readonly<Record<string, unknown>>>((current, step) => step(current), data);
}
