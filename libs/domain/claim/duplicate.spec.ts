import { describe, expect, it } from '@jest/globals';
import type { ClaimEvent } from '#libs/contracts/events/claim-events.js';
import { fold } from '#libs/kernel/decider.js';
import { type AdjudicateClaim, adjudicateClaim } from './adjudication.js';
import { claimBalance } from './balance.js';
import { balanceWriteOff } from './balance-write-off.js';
import { evolveClaim } from './evolve.js';
import { type ClaimState, newestAdjudication, noClaim } from './state.js';
import { decided, denial, drafted, lines, paidInFull, remitted, sent } from './testing/adjudication-fixtures.js';

const submitted = fold({ initial: noClaim, evolve: evolveClaim }, [drafted, ...sent()]);

function events(state: ClaimState, command: AdjudicateClaim): readonly ClaimEvent[] {
  const result = adjudicateClaim(command, state);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const posted = (state: ClaimState, command: AdjudicateClaim) => events(state, command).reduce(evolveClaim, state);

/** A later remittance denies every line, each for the reason at its place (the last one for the lines after it). */
function refused(...reasons: readonly string[]): AdjudicateClaim {
  const reason = (place: number) => reasons[place] ?? (reasons.at(-1) as string);
  const decisions = lines.map((line, place) => decided(line, `CO:${reason(place)}:${line.chargeCents}`));
  return {
    remitted: remitted(decisions, { remittanceId: 'R2', payerControlNumber: 'PCN-2', status: '4' }),
    denied: lines.map((line, place) => denial(line.line, reason(place), line.chargeCents)),
  };
}

describe('a claim that was paid and is denied as a duplicate of that', () => {
  const paid = posted(submitted, paidInFull);
  const repeated = posted(paid, refused('18'));

  it('is paid as before, to the cent, and its patient owes what was left', () => {
    expect(claimBalance(repeated)).toEqual(claimBalance(paid));
    expect(repeated).toMatchObject({ adjudication: 'paid', balance: 'patient', patientShareCents: 500 });
  });

  it('has a case for whoever looks at it, and is owed nothing back', () => {
    expect(events(paid, refused('18')).map(({ type }) => type)).toEqual(['ClaimAdjudicated', 'ClaimDenied']);
    expect(repeated.denials).toMatchObject([{ number: 1, state: 'open', duplicate: true }]);
  });

  it('is replaced under the number of the decision that paid it', () => {
    expect(newestAdjudication(repeated)?.payerControlNumber).toBe('PCN-1');
  });

  it('stays as it is where the case is written off: nothing of it was denied', () => {
    const writeOff = { number: 1, writtenOffCents: 16_500, remainingCents: 0, reason: 'duplicate' };
    expect(balanceWriteOff(writeOff, repeated)).toEqual({ ok: true, value: [] });
  });

  it('stays as it is when the payer says so once more, for either reason', () => {
    const again = refused('B13');
    const third = { ...again, remitted: { ...again.remitted, remittanceId: 'R3' } };
    expect(claimBalance(posted(repeated, third))).toEqual(claimBalance(paid));
  });
});

describe('a denial as a duplicate is one like any other', () => {
  it('where our records show no payment', () => {
    expect(claimBalance(posted(submitted, refused('18')))).toMatchObject({ deniedCents: 16_500, openCents: 16_500 });
  });

  it('where a line of it was not paid before', () => {
    const inPart: AdjudicateClaim = {
      remitted: remitted(
        lines.map((line, place) => decided(line, place === 0 ? `CO:197:${line.chargeCents}` : 'CO:45:0')),
      ),
      denied: [denial(1, '197', 6000)],
    };
    expect(events(posted(submitted, inPart), refused('18'))[0]?.data).not.toHaveProperty('duplicate');
  });

  it('where a line of it is denied for another reason', () => {
    expect(events(posted(submitted, paidInFull), refused('18', '50'))[0]?.data).not.toHaveProperty('duplicate');
  });
});
