import { chosen, servicesOf } from '../scenario/chance.js';
import type { Scenario } from '../scenario/scenario.js';
import { holds, type TakenClaim } from './condition.js';

/** By how many percent the payer falls short of its contract on this claim: 0 nearly always. */
export function underpaidPercent(taken: TakenClaim, { chances, seed }: Scenario): number {
  const possible = chances.underpayments.filter(({ when }) => holds(when, taken));
  return chosen(possible, seed, 'underpayment', servicesOf(taken.claim))?.percent ?? 0;
}
