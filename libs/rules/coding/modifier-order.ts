export const THERAPY_MODIFIERS: ReadonlySet<string> = new Set(['GO', 'GP', 'GN']);
export const ASSISTANT_MODIFIERS: ReadonlySet<string> = new Set(['CO', 'CQ']);
export const DISTINCT_MODIFIERS: ReadonlySet<string> = new Set(['59', 'XE', 'XS', 'XP', 'XU']);
export const TELEHEALTH_MODIFIERS: ReadonlySet<string> = new Set(['95', 'GT', '93']);
export const LIABILITY_MODIFIERS: ReadonlySet<string> = new Set(['GA', 'GX', 'GY', 'GZ']);

/** What a claim line takes (SV101-3 to SV101-6). */
export const MOST_MODIFIERS = 4;

/** The order on a line: discipline, assistant, distinct, repeat, KX, telehealth, liability, then the others as stated. */
const ORDER: readonly ReadonlySet<string>[] = [
  THERAPY_MODIFIERS,
  ASSISTANT_MODIFIERS,
  DISTINCT_MODIFIERS,
  new Set(['76', '77']),
  new Set(['KX']),
  TELEHEALTH_MODIFIERS,
  LIABILITY_MODIFIERS,
];

function placeOf(modifier: string): number {
  const index = ORDER.findIndex((group) => group.has(modifier));
  return index < 0 ? ORDER.length : index;
}

/** Sorts modifiers into the order of a line; those without a place of their own keep the order given, at the end. */
export function inLineOrder(modifiers: readonly string[]): string[] {
  return [...modifiers].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The modifiers and one more at its place among them; the others stay where they are, even where a payer wants them in an order of its own. */
export function withModifier(modifiers: readonly string[], modifier: string): readonly string[] {
  if (modifiers.includes(modifier)) return modifiers;
  const before = modifiers.findLastIndex((one) => placeOf(one) <= placeOf(modifier));
  return modifiers.toSpliced(before + 1, 0, modifier);
}

/** Modifiers of which a line takes one at most, and those that contradict or need each other: each in words. */
export function exclusions(modifiers: readonly string[]): string[] {
  const conflicts: string[] = [];
  for (const group of [DISTINCT_MODIFIERS, TELEHEALTH_MODIFIERS]) {
    const among = modifiers.filter((modifier) => group.has(modifier));
    if (among.length > 1) conflicts.push(`${among.join(' and ')} exclude each other`);
  }
  if (modifiers.includes('GA') && modifiers.includes('GZ'))
    conflicts.push('GA says that a notice is on file, and GZ that none is');
  const denied = modifiers.find((modifier) => modifier === 'GA' || modifier === 'GZ');
  if (denied && modifiers.includes('KX')) conflicts.push(`KX attests what ${denied} doubts`);
  for (const [assistant, therapy] of [
    ['CO', 'GO'],
    ['CQ', 'GP'],
  ] as const)
    if (modifiers.includes(assistant) && !modifiers.includes(therapy))
      conflicts.push(`${assistant} goes only with ${therapy}, which the line does not carry`);
  return conflicts;
}
