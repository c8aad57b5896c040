import type { CorrectionChange } from '#libs/contracts/events/denial-events.js';
import type { ChargeLine, ClaimContent } from '#libs/contracts/events/shapes.js';
import { sameJson } from '#libs/kernel/same-json.js';

interface Claim {
  readonly lines: readonly ChargeLine[];
  readonly content: ClaimContent;
}

type Field = readonly [name: string, of: (line: ChargeLine) => string];

const LINE_FIELDS: readonly Field[] = [
  ['code', ({ code }) => code],
  ['modifiers', ({ modifiers }) => modifiers.join(' ')],
  ['units', ({ units }) => String(units)],
  ['diagnosisPointers', ({ diagnosisPointers }) => diagnosisPointers.join(' ')],
  ['chargeCents', ({ chargeCents }) => String(chargeCents)],
];

/** Providers: their NPI may stand in clear, their names are no part of a change. */
const PROVIDERS = ['renderingProvider', 'referringProvider', 'supervisingProvider', 'serviceFacility'] as const;

const npiOf = (content: ClaimContent, role: (typeof PROVIDERS)[number]) => String(content[role]?.npi ?? '');

/** Payers by rank: who is asked first. */
export function payersOf({ coverages }: Pick<ClaimContent, 'coverages'>): string {
  return [...coverages]
    .sort((a, b) => Number(a.rank) - Number(b.rank))
    .map(({ payerId }) => String(payerId))
    .join(' ');
}

function lineChanges(before: readonly ChargeLine[], after: readonly ChargeLine[]): CorrectionChange[] {
  const numbers = [...new Set([...before, ...after].map(({ line }) => line))].sort((a, b) => a - b);
  return numbers.flatMap((line) => {
    const [was, is] = [before, after].map((lines) => lines.find((one) => one.line === line));
    return LINE_FIELDS.map(([field, of]) => ({ line, field, from: was ? of(was) : '', to: is ? of(is) : '' })).filter(
      ({ from, to }) => from !== to,
    );
  });
}

/** What identifies a patient, or may, is named and never shown: `changed` stands for what it became. */
function contentChanges(before: ClaimContent, after: ClaimContent): CorrectionChange[] {
  const shown = [
    ...PROVIDERS.map((role) => ({ field: `${role}.npi`, from: npiOf(before, role), to: npiOf(after, role) })),
    { field: 'coverages', from: payersOf(before), to: payersOf(after) },
    { field: 'diagnoses', from: before.diagnoses.join(' '), to: after.diagnoses.join(' ') },
  ].filter(({ from, to }) => from !== to);
  const named = new Set<string>([
    ...shown.map(({ field }) => field.split('.')[0] as string),
    ...PROVIDERS,
    'diagnoses',
  ]);
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof ClaimContent>;
  const hidden = [...fields]
    .filter((field) => !named.has(field) && !sameJson(before[field], after[field]))
    .map((field) => ({
      field,
      from: before[field] === undefined ? '' : 'on-file',
      to: after[field] === undefined ? '' : 'changed',
    }));
  return [...shown, ...hidden];
}

/** What a correction changes of a claim, line by line, as codes alone. Empty where it would go out as it went before. */
export function changesOf(before: Claim, after: Claim): readonly CorrectionChange[] {
  return [...lineChanges(before.lines, after.lines), ...contentChanges(before.content, after.content)];
}
