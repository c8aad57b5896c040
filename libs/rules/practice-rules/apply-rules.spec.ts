import { describe, expect, it } from '@jest/globals';
import { codeDay } from '../coding/code-day.js';
import type { PayerEntry, PracticeTerms } from '../practice.js';
import { openLedger } from '../pricing/ledger.js';
import { builtInReference } from '../reference/built-in.js';
import { scrubDay } from '../scrubbing/scrub-day.js';
import { VisitHistory } from '../scrubbing/visit-history.js';
import type { Session } from '../session.js';
import { coveredBy, procedures, SAMPLE_PRACTICE, sampleSession } from '../testing/sample.js';
import { practiceFaults } from './check-practice.js';

const reference = builtInReference();

function scrub(own: Partial<PracticeTerms>, ...given: Partial<Session>[]) {
  const practice = { ...SAMPLE_PRACTICE, ...own };
  const sessions = given.map((one, index) => sampleSession({ sessionId: `S${index + 1}`, ...one }));
  const day = codeDay({ sessions, practice, reference });
  const around = { practice, reference, balances: openLedger(0, 0), asOf: '2026-03-20', visits: new VisitHistory() };
  return scrubDay({ sessions, day, ...around }).sessions;
}

function one(own: Partial<PracticeTerms>, given: Partial<Session> = {}) {
  expect(practiceFaults({ ...SAMPLE_PRACTICE, ...own })).toEqual([]);
  const [session] = scrub(own, given);
  if (!session) throw new Error('one session was scrubbed');
  const ofPractice = session.findings.filter(({ rule }) => rule.startsWith('practice.'));
  return { ...session, ofPractice, modifiers: session.lines.map((line) => line.modifiers) };
}

const tooLong = {
  id: 'too-long',
  condition: { fact: 'units', atLeast: 2 },
  severity: 'warning',
  message: '{payer}: {code} has {units} units and {minutes} minutes at {charge}',
};
const putU1 = { id: 'put-u1', codes: ['97110'], severity: 'error', message: 'wants U1', fix: { addModifier: 'U1' } };

describe("a practice's own rule", () => {
  it('speaks of each line that it is true of, with the figures and the procedure', () => {
    const { ofPractice, held } = one({ rules: [tooLong] }, { procedures: procedures('97140 15, 97110 30') });
    expect(ofPractice).toEqual([
      {
        rule: 'practice.too-long',
        severity: 'warning',
        procedure: 2,
        message: 'MEDICARE-B: 97110 has 2 units and 30 minutes at $110.00',
        source: "the practice's own rule",
      },
    ]);
    expect(held).toBe(false);
  });

  it('speaks once of a session where it is about no line', () => {
    const rule = { id: 'no-number', condition: { fact: 'authorization', missing: true }, severity: 'error' };
    const { ofPractice, held } = one(
      { rules: [{ ...rule, message: 'ask {payer} for a number' }] },
      { procedures: procedures('97140 15, 97110 30') },
    );
    expect(ofPractice.map((finding) => finding.message)).toEqual(['ask MEDICARE-B for a number']);
    expect(held).toBe(true);
  });

  it('holds the whole day where it is an error', () => {
    const rule = { ...tooLong, severity: 'error', codes: ['97110'] };
    const sessions = scrub({ rules: [rule] }, {}, { procedures: procedures('97140 15') });
    expect(sessions.map((session) => session.held)).toEqual([true, true]);
  });

  it.each<[string, object, boolean]>([
    ['a payer that it names', { payerIds: ['MEDICARE-B'] }, true],
    ['another payer', { payerIds: ['STATE'] }, false],
    ['a kind that it names', { payerKinds: ['MEDICARE_B'] }, true],
    ['another kind', { payerKinds: ['MEDICAID', 'COMMERCIAL'] }, false],
    ['a code that it names', { codes: ['97110'] }, true],
    ['another code', { codes: ['97530'] }, false],
    ['its first day', { from: '2026-03-02' }, true],
    ['the day before', { from: '2026-03-03' }, false],
    ['its last day', { to: '2026-03-02' }, true],
    ['the day after', { to: '2026-03-01' }, false],
  ])('is asked at %s: %j, %s', (_, given, expected) => {
    expect(one({ rules: [{ ...tooLong, ...given }] }).ofPractice.length > 0).toBe(expected);
  });

  it('looks at the codes of the whole day', () => {
    const rule = { ...tooLong, codes: ['97110'], condition: { fact: 'codes', has: '97140' } };
    const alone = scrub({ rules: [rule] }, {});
    const together = scrub({ rules: [rule] }, {}, { procedures: procedures('97140 15') });
    const rules = (sessions: typeof alone) => sessions.flatMap((each) => each.findings.map((found) => found.rule));
    expect(rules(alone)).not.toContain('practice.too-long');
    expect(rules(together)).toContain('practice.too-long');
  });
});

describe('a fix', () => {
  it('puts a modifier at its place, and an error that it cured is only told', () => {
    const { ofPractice, held, modifiers } = one({ rules: [putU1] });
    expect(modifiers).toEqual([['GO', 'U1']]);
    expect(held).toBe(false);
    expect(ofPractice).toMatchObject([{ severity: 'info', procedure: 1, fix: 'U1 was put on 97110' }]);
  });

  it('says nothing of a line that has the modifier already', () => {
    const stated = { procedures: procedures('97110 30', { modifiers: ['U1'] }) };
    expect(one({ rules: [putU1] }, stated)).toMatchObject({ ofPractice: [], modifiers: [['GO', 'U1']] });
  });

  it('keeps a warning a warning', () => {
    expect(one({ rules: [{ ...putU1, severity: 'warning' }] }).ofPractice).toMatchObject([{ severity: 'warning' }]);
  });

  it('takes a modifier from a line', () => {
    const rule = { ...putU1, fix: { removeModifier: 'U9' }, condition: { fact: 'modifiers', has: 'U9' } };
    const { modifiers, ofPractice } = one(
      { rules: [rule] },
      { procedures: procedures('97110 30', { modifiers: ['U9'] }) },
    );
    expect(modifiers).toEqual([['GO']]);
    expect(ofPractice).toMatchObject([{ fix: 'U9 was taken from 97110' }]);
  });

  it('that the line has no room for holds the claim and says why', () => {
    const full = { procedures: procedures('97110 30', { modifiers: ['U2', 'U3', 'U4'] }) };
    const { ofPractice, held, modifiers } = one({ rules: [{ ...putU1, severity: 'info' }] }, full);
    expect(held).toBe(true);
    expect(modifiers).toEqual([['GO', 'U2', 'U3', 'U4']]);
    expect(ofPractice).toMatchObject([
      { severity: 'error', fix: 'U1 could not be put on 97110: it has GO, U2, U3, U4 and takes 4' },
    ]);
  });

  it('is seen by the rules after it', () => {
    const after = { ...tooLong, id: 'after', condition: { fact: 'modifiers', has: 'U1' } };
    expect(one({ rules: [putU1, after] }).ofPractice.map(({ rule }) => rule)).toEqual([
      'practice.put-u1',
      'practice.after',
    ]);
    expect(one({ rules: [after, putU1] }).ofPractice.map(({ rule }) => rule)).toEqual(['practice.put-u1']);
  });

  it('leaves coding alone: only billing asks the rules', () => {
    const practice = { ...SAMPLE_PRACTICE, rules: [putU1] };
    const { lines } = codeDay({ sessions: [sampleSession()], practice, reference });
    expect(lines.map(({ line }) => line.modifiers)).toEqual([['GO']]);
  });
});

describe("a payer's network", () => {
  const state = (network: unknown) => ({
    payers: SAMPLE_PRACTICE.payers.map((payer) => (payer.payerId === 'STATE' ? { ...payer, network } : payer)),
  });
  const severity = (network: unknown) =>
    one(state(network), coveredBy('STATE')).findings.find(({ rule }) => rule === 'coverage.out-of-network')?.severity;

  it('is warned of where the practice has no contract, and holds nothing', () => {
    expect(severity('out')).toBe('warning');
    expect(one(state('out'), coveredBy('STATE')).held).toBe(false);
    expect([severity('in'), severity(undefined)]).toEqual([undefined, undefined]);
  });
});

describe('a profile that cannot be read', () => {
  it('holds every claim of the practice, with the field at fault', () => {
    const [session] = scrub({ rules: [{ ...tooLong, condition: { fact: 'units', is: 'many' } }] }, {});
    expect(session?.held).toBe(true);
    expect(session?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'practice.profile-invalid',
        message: 'rules[0].condition.is must be a whole number',
      }),
    );
  });
});

describe('severities of the practice', () => {
  const state = { rule: 'units.method-unknown', payerIds: ['UNASKED'] };
  const code = (own: Partial<PracticeTerms>) =>
    codeDay({
      sessions: [sampleSession(coveredBy('UNASKED'))],
      practice: { ...SAMPLE_PRACTICE, ...own },
      reference,
    }).sessions[0];
  const severityOf = (rule: string, session: ReturnType<typeof code>) =>
    session?.findings.find((finding) => finding.rule === rule)?.severity;

  it('raise a finding of coding, and hold', () => {
    const raised = code({ severities: [{ ...state, severity: 'error' }] });
    expect(severityOf('units.method-unknown', raised)).toBe('error');
    expect(raised?.held).toBe(true);
    expect(code({})?.held).toBe(false);
  });

  it('turn a finding off', () => {
    expect(severityOf('units.method-unknown', code({ severities: [{ ...state, severity: 'off' }] }))).toBeUndefined();
  });

  it('at a payer go before those for all', () => {
    const forAll = { rule: 'units.method-unknown', severity: 'off' };
    expect(severityOf('units.method-unknown', code({ severities: [forAll, { ...state, severity: 'info' }] }))).toBe(
      'info',
    );
    expect(severityOf('units.method-unknown', code({ severities: [forAll] }))).toBeUndefined();
  });

  it('lower an edit, and let the claim go', () => {
    const expired = { authorization: { number: 'A1', to: '2026-03-01' } };
    const lowered = { severities: [{ rule: 'authorization.expired', severity: 'warning' }] };
    expect(one({}, expired).held).toBe(true);
    expect(one(lowered, expired).held).toBe(false);
    const elsewhere = { severities: [{ ...lowered.severities[0], payerIds: ['STATE'] }] };
    expect(one(elsewhere, expired).held).toBe(true);
  });

  it('raise a finding of pricing', () => {
    const own = { severities: [{ rule: 'price.no-contract', severity: 'error' }] };
    expect(one(own, coveredBy('UNASKED')).held).toBe(true);
    expect(one({}, coveredBy('UNASKED')).held).toBe(false);
  });
});

describe("a payer's own modifiers", () => {
  const stateWith = (...modifiers: object[]): Partial<PracticeTerms> => ({
    payers: SAMPLE_PRACTICE.payers.map(
      (payer): PayerEntry => (payer.payerId === 'STATE' ? { ...payer, modifiers } : payer),
    ),
  });
  const lines = (own: Partial<PracticeTerms>, given: Partial<Session> = {}) => {
    const practice = { ...SAMPLE_PRACTICE, ...own };
    expect(practiceFaults(practice)).toEqual([]);
    const sessions = [sampleSession({ ...coveredBy('STATE'), ...given })];
    return codeDay({ sessions, practice, reference });
  };
  const modifiersOf = (...args: Parameters<typeof lines>) => lines(...args).lines.map(({ line }) => line.modifiers);

  it('go on the lines that they are for, in the usual order', () => {
    const own = stateWith({ modifier: 'TL', when: { fact: 'age', atMost: 2 } }, { modifier: 'HN' });
    expect(modifiersOf(own)).toEqual([['GO', 'HN']]);
    const child = { patient: { ...sampleSession().patient, birthDate: '2024-05-05' } };
    expect(modifiersOf(own, child)).toEqual([['GO', 'TL', 'HN']]);
  });

  it('look at each line by itself', () => {
    const own = stateWith({ modifier: 'TF', when: { fact: 'code', is: '97140' } });
    expect(modifiersOf(own, { procedures: procedures('97110 30, 97140 15') })).toEqual([['GO'], ['GO', 'TF']]);
  });

  it('stand where the payer wants them', () => {
    const stated = { procedures: procedures('97110 30', { modifiers: ['U5'] }) };
    expect(modifiersOf(stateWith({ modifier: 'U1', position: 'first' }), stated)).toEqual([['U1', 'GO', 'U5']]);
    expect(modifiersOf(stateWith({ modifier: 'U1', position: 2 }), stated)).toEqual([['GO', 'U1', 'U5']]);
    expect(modifiersOf(stateWith({ modifier: 'GO', position: 'last' }), stated)).toEqual([['U5', 'GO']]);
  });

  it('replace what they stand for, and nothing where that is not there', () => {
    const own = stateWith({ modifier: 'U3', replaces: 'GO' });
    expect(modifiersOf(own)).toEqual([['U3']]);
    expect(modifiersOf(stateWith({ modifier: 'XS', replaces: '59' }))).toEqual([['GO']]);
    const stated = { procedures: procedures('97110 30', { modifiers: ['59'] }) };
    expect(modifiersOf(stateWith({ modifier: 'XS', replaces: '59' }), stated)).toEqual([['GO', 'XS']]);
  });

  it('never put what only the record can bear out', () => {
    expect(modifiersOf(stateWith({ modifier: 'CO', position: 'first' }))).toEqual([['GO']]);
  });

  it('are in force by date of service', () => {
    expect(modifiersOf(stateWith({ modifier: 'HN', from: '2026-03-03' }))).toEqual([['GO']]);
    expect(modifiersOf(stateWith({ modifier: 'HN', to: '2026-03-02' }))).toEqual([['GO', 'HN']]);
  });

  it('are an error where the line has no room, and nothing is dropped', () => {
    const stated = { procedures: procedures('97110 30', { modifiers: ['U2', 'U3', 'U4'] }) };
    const { sessions } = lines(stateWith({ modifier: 'HN' }), stated);
    expect(sessions[0]?.lines[0]?.modifiers).toEqual(['GO', 'U2', 'U3', 'U4', 'HN']);
    expect(sessions[0]?.findings.map(({ rule }) => rule)).toContain('modifiers.too-many');
  });

  it("touch no other payer's lines", () => {
    expect(modifiersOf(stateWith({ modifier: 'HN' }), coveredBy('HARBOR'))).toEqual([[]]);
  });
});
