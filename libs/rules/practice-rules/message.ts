import { formatCents } from '#libs/kernel/money.js';
import type { Facts } from './facts.js';

/** What a message may name. Nothing of it says who the patient is. */
const PLACEHOLDERS: Readonly<Record<string, { readonly aboutLine: boolean; read(facts: Facts): string }>> = {
  payer: { aboutLine: false, read: ({ payer }) => payer.payerId },
  discipline: { aboutLine: false, read: ({ session }) => session.discipline },
  placeOfService: { aboutLine: false, read: ({ session }) => session.placeOfService },
  timedMinutes: { aboutLine: false, read: ({ day }) => String(day?.timedMinutes ?? '') },
  timedUnits: { aboutLine: false, read: ({ day }) => String(day?.timedUnits ?? '') },
  code: { aboutLine: true, read: ({ line }) => line?.code ?? '' },
  units: { aboutLine: true, read: ({ line }) => String(line?.units ?? '') },
  minutes: { aboutLine: true, read: ({ line }) => String(line?.minutes ?? '') },
  assistantMinutes: { aboutLine: true, read: ({ line }) => String(line?.assistantMinutes ?? '') },
  modifiers: { aboutLine: true, read: ({ line }) => line?.modifiers.join(' ') || 'no modifier' },
  charge: {
    aboutLine: true,
    read: ({ line }) => (line?.chargeCents === undefined ? 'no charge' : formatCents(line.chargeCents)),
  },
};

export const PLACEHOLDER_NAMES: readonly string[] = Object.keys(PLACEHOLDERS);

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What is wrong with a message's placeholders, in words; undefined where nothing is. */
export function faultyPlaceholder(message: string, aboutLine: boolean): string | undefined {
  for (const [whole, name] of message.matchAll(PLACEHOLDER)) {
    const known = Object.hasOwn(PLACEHOLDERS, name as string) ? PLACEHOLDERS[name as string] : undefined;
    if (!known) return `names ${whole}; known are ${PLACEHOLDER_NAMES.map((one) => `{${one}}`).join(', ')}`;
    if (known.aboutLine && !aboutLine) return `names ${whole}, but the rule is about the session and not about a line`;
  }
  return undefined;
}

/** The message with its figures. */
export function filledIn(message: string, facts: Facts): string {
  return message.replace(PLACEHOLDER, (whole, name: string) => PLACEHOLDERS[name]?.read(facts) ?? whole);
}
