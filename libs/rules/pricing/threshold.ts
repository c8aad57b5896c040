import { formatCents } from '#libs/kernel/money.js';
import { withModifier } from '../coding/modifier-order.js';
import type { Treatment } from '../coding/treatment.js';
import type { Finding } from '../finding.js';
import { finding } from '../rule-catalogue.js';

/** What the decision about KX on a line rests on, in cents. */
export interface ThresholdQuestion {
  readonly modifiers: readonly string[];
  readonly treatment: Treatment;
  readonly procedure: number;
  readonly code: string;
  readonly thresholdCents: number;
  readonly accruedBeforeCents: number;
  readonly allowedCents: number;
  /** The payer's own figure for the pool, where it is known. */
  readonly payerReportedCents?: number;
}

export interface ThresholdDecision {
  readonly modifiers: readonly string[];
  readonly finding?: Finding;
}

function isAttested({ treatment, modifiers }: ThresholdQuestion): boolean {
  return (
    modifiers.includes('KX') ||
    treatment.parts.some((part) => part.record.attestations?.includes('above-threshold-necessary'))
  );
}

function without(modifiers: readonly string[], modifier: string): readonly string[] {
  return modifiers.filter((one) => one !== modifier);
}

/** Decides KX: on the line that goes over the threshold and on every later one, if a person has attested the necessity. */
export function decideThreshold(question: ThresholdQuestion): ThresholdDecision {
  const { modifiers, code, procedure, thresholdCents, accruedBeforeCents, allowedCents } = question;
  const figures = `${formatCents(accruedBeforeCents)} and ${formatCents(allowedCents)} for ${code} against ${formatCents(thresholdCents)}`;
  const stated = modifiers.includes('KX');
  if (accruedBeforeCents + allowedCents > thresholdCents) {
    const waived = modifiers.find((modifier) => modifier === 'GA' || modifier === 'GZ');
    if (waived) return waivedLine(question, waived);
    if (!isAttested(question)) {
      const message = `${figures}: over the threshold, and no one has attested that it is necessary`;
      const fix = 'attest above-threshold-necessary where the record supports it';
      return { modifiers, finding: finding('threshold.attestation-missing', message, { procedure, fix }) };
    }
    if (stated) return { modifiers };
    const message = `${figures}: over the threshold, attested as necessary`;
    return {
      modifiers: withModifier(modifiers, 'KX'),
      finding: finding('threshold.kx-added', message, { procedure }),
    };
  }
  if (!stated || (question.payerReportedCents ?? 0) + allowedCents > thresholdCents) return { modifiers };
  const message = `${figures}: not over the threshold; KX was removed`;
  return { modifiers: without(modifiers, 'KX'), finding: finding('threshold.kx-not-needed', message, { procedure }) };
}

/** With GA or GZ the patient or the practice bears the denial: KX would attest the contrary. */
function waivedLine(question: ThresholdQuestion, waived: string): ThresholdDecision {
  const { modifiers, code, procedure } = question;
  if (!isAttested(question)) return { modifiers };
  const message = `${code}: the threshold asks for KX, which attests what ${waived} doubts`;
  return { modifiers, finding: finding('modifiers.conflict', message, { procedure }) };
}
