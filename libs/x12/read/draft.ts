/** A record while it is being built: its fields may be set and its lists grow. */
export type Draft<Type> = {
  -readonly [Key in keyof Type]: Type[Key] extends readonly (infer Item)[] | undefined ? Item[] : Type[Key];
};

/** Adds to a list that may not be there yet. */
export function append<Item>(list: Item[] | undefined, item: Item): Item[] {
  if (list === undefined) return [item];
  list.push(item);
  return list;
}
