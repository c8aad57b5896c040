import type { HandlerName } from '#libs/contracts/classification-row.js';
import type { DenialFact } from '../../denial-case/classification-rules.js';

/** What a handler has found where it can do something, in the words of the conditions that rows of classification have. */
const FACTS: Readonly<Partial<Record<HandlerName, DenialFact>>> = {
  authorization: 'authorization-on-file',
  'distinct-time': 'distinct-time',
  duplicate: 'original-found',
  'other-coverage': 'other-coverage',
  'timely-filing-proof': 'filing-proof',
};

export function factFoundBy(handler: string): DenialFact | undefined {
  return Object.hasOwn(FACTS, handler) ? FACTS[handler as HandlerName] : undefined;
}
