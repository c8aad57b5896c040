import type { PayerProfile } from '../payer-profile.js';
import { type CompiledModifier, withPayerModifiers } from '../practice-rules/payer-modifiers.js';
import type { Discipline, Session } from '../session.js';
import type { LineDraft } from './line-draft.js';
import {
  ASSISTANT_MODIFIERS,
  DISTINCT_MODIFIERS,
  exclusions,
  inLineOrder,
  THERAPY_MODIFIERS,
} from './modifier-order.js';

const THERAPY: Readonly<Record<Discipline, string>> = { OT: 'GO', PT: 'GP', SLP: 'GN' };
/** Speech-language pathology has no assistant's modifier. */
const ASSISTANT: Readonly<Record<Discipline, string | undefined>> = { OT: 'CO', PT: 'CQ', SLP: undefined };

/** Who treats: what a line of the session carries for the payer, before distinctness and threshold. */
export interface LineCircumstances {
  readonly session: Session;
  readonly payer: PayerProfile;
  /** True where the line is column 2 of a pair and distinct time is shown. */
  readonly distinct: boolean;
  /** True where some line of the treatment is the assistant's. */
  readonly anyByAssistant: boolean;
  /** True where payer and date want the assistant's share told. */
  readonly tellsAssistant: boolean;
  /** What the payer wants beyond that. */
  readonly payerModifiers?: readonly CompiledModifier[];
}

export interface LineModifiers {
  readonly modifiers: readonly string[];
  /** Contradictions, each in words. */
  readonly conflicts: readonly string[];
}

function telehealthModifier(session: Session, payer: PayerProfile): string | undefined {
  if (!session.telehealth) return undefined;
  return session.telehealth.audioOnly ? '93' : payer.telehealthModifier || undefined;
}

function computed(draft: LineDraft, { session, payer, distinct }: LineCircumstances): string[] {
  const { entry, discipline } = draft.treatment;
  const therapy = payer.therapyModifier && entry.therapy !== 'none' ? THERAPY[discipline] : undefined;
  const assistant = draft.byAssistant ? ASSISTANT[discipline] : undefined;
  return [therapy, assistant, distinct ? '59' : undefined, telehealthModifier(session, payer), session.abn].filter(
    (modifier) => modifier !== undefined,
  );
}

/** What a stated discipline or assistant modifier contradicts; undefined where it does not. */
function contradicts(modifier: string, draft: LineDraft, circumstances: LineCircumstances): string | undefined {
  const { discipline, entry } = draft.treatment;
  if (THERAPY_MODIFIERS.has(modifier)) {
    if (modifier !== THERAPY[discipline]) return `${modifier} is stated in a session of ${discipline}`;
    return entry.therapy === 'none' ? `${draft.code} is not therapy and carries no ${modifier}` : undefined;
  }
  if (ASSISTANT_MODIFIERS.has(modifier)) {
    if (modifier !== ASSISTANT[discipline]) return `${modifier} does not go with ${THERAPY[discipline]}`;
    if (circumstances.tellsAssistant && !circumstances.anyByAssistant)
      return `${modifier} is stated, but the minutes give the line to the therapist`;
  }
  return modifier === 'GE' ? 'GE is for residents, never for therapy' : undefined;
}

/** A stated modifier that is computed where it applies is not taken over again. */
function isDecidedHere(modifier: string, circumstances: LineCircumstances): boolean {
  return ASSISTANT_MODIFIERS.has(modifier) && circumstances.tellsAssistant;
}

/** All modifiers of a line in their order, computed, stated and the payer's own, and what contradicts what. */
export function lineModifiers(draft: LineDraft, circumstances: LineCircumstances): LineModifiers {
  const stated = [...new Set(draft.treatment.parts.flatMap((part) => part.record.modifiers ?? []))];
  const conflicts = stated.flatMap((modifier) => contradicts(modifier, draft, circumstances) ?? []);
  const taken = stated.filter((modifier) => !isDecidedHere(modifier, circumstances));
  const statesDistinct = taken.some((modifier) => DISTINCT_MODIFIERS.has(modifier));
  const own = computed(draft, circumstances).filter((modifier) => modifier !== '59' || !statesDistinct);
  const usual = inLineOrder([...new Set([...own, ...taken])]);
  const { session, payer, payerModifiers } = circumstances;
  const modifiers = payerModifiers
    ? withPayerModifiers(payerModifiers, { session, payer, line: { ...draft, modifiers: usual } })
    : usual;
  return { modifiers, conflicts: [...conflicts, ...exclusions(modifiers)] };
}
