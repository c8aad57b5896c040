import { expect, it } from '@jest/globals';
import type { PracticeInput } from '#libs/contracts/practice-schema.js';
import type { SessionInput } from '#libs/contracts/session-schema.js';
import type { PracticeProfile } from '#libs/rules/practice.js';
import type { Session } from '#libs/rules/session.js';

/** Fails to compile where a schema of `contracts` stops producing what `rules` takes. */
const sessionFits = (input: SessionInput): Session => input;
const practiceFits = (input: PracticeInput): PracticeProfile => input;

it('what the contract schemas let through is what the rules take', () => {
  expect([typeof sessionFits, typeof practiceFits]).toEqual(['function', 'function']);
});
