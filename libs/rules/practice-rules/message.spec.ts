import { describe, expect, it } from '@jest/globals';
import { payerProfile } from '../payer-profile.js';
import { sampleSession } from '../testing/sample.js';
import type { Facts } from './facts.js';
import { faultyPlaceholder, filledIn, PLACEHOLDER_NAMES } from './message.js';

const line = {
  code: '97110',
  units: 2,
  minutes: 30,
  assistantMinutes: 5,
  modifiers: ['GO', 'KX'],
  chargeCents: 11_000,
};
const facts = (given: object = {}) =>
  ({
    session: sampleSession(),
    payer: payerProfile(undefined, 'MEDICARE-B'),
    day: { timedMinutes: 45, timedUnits: 3 },
    line,
    ...given,
  }) as unknown as Facts;

describe("the message of a practice's rule", () => {
  it.each([
    ['payer', 'MEDICARE-B'],
    ['discipline', 'OT'],
    ['placeOfService', '11'],
    ['timedMinutes', '45'],
    ['timedUnits', '3'],
    ['code', '97110'],
    ['units', '2'],
    ['minutes', '30'],
    ['assistantMinutes', '5'],
    ['modifiers', 'GO KX'],
    ['charge', '$110.00'],
  ])('has for {%s} %j', (name, text) => {
    expect(filledIn(`a {${name}} z {${name}}`, facts())).toBe(`a ${text} z ${text}`);
  });

  it('says where there is no charge and no modifier', () => {
    const bare = facts({ line: { ...line, modifiers: [], chargeCents: undefined } });
    expect(filledIn('{charge}, {modifiers}', bare)).toBe('no charge, no modifier');
  });

  it('names what is about a line only where the rule is', () => {
    const ofSession = PLACEHOLDER_NAMES.filter((name) => faultyPlaceholder(`{${name}}`, false) === undefined);
    expect(ofSession).toEqual(['payer', 'discipline', 'placeOfService', 'timedMinutes', 'timedUnits']);
    expect(PLACEHOLDER_NAMES.filter((name) => faultyPlaceholder(`{${name}}`, true) !== undefined)).toEqual([]);
  });
});
