import { firstCoverage } from '../session.js';
import { isIdentifier } from './carried-by-x12.js';
import { type Edit, NOTHING } from './edit.js';

const AUTHORIZATION = "the payer's authorization";
const BENEFIT = "the plan's benefit; the payer's eligibility answer (270/271)";

export const AUTHORIZATION_EDITS: readonly Edit[] = [
  {
    id: 'authorization.missing',
    means: 'The payer asks for an authorization, and none is recorded.',
    source: AUTHORIZATION,
    severity: 'error',
    check({ session, payer }) {
      if (!payer.authorizationRequired || session.authorization) return NOTHING;
      return [{ message: `${payer.payerId} asks for an authorization`, fix: 'record the authorization' }];
    },
  },
  {
    id: 'authorization.number-form',
    means: "The authorization's number has a form that a claim cannot carry.",
    source: '005010X222A1, REF*G1 of 2300',
    severity: 'error',
    check({ session: { authorization } }) {
      if (!authorization || isIdentifier(authorization.number, 50)) return NOTHING;
      return [{ message: 'authorization.number must be 1 to 50 characters without separators' }];
    },
  },
  {
    id: 'authorization.expired',
    means: 'The authorization does not include the date of service.',
    source: AUTHORIZATION,
    severity: 'error',
    check({ session }) {
      if (!session.authorization) return NOTHING;
      const { from, to } = session.authorization;
      const on = session.dateOfService;
      if (from !== undefined && on < from) return [{ message: `authorized from ${from}; the service is of ${on}` }];
      if (to !== undefined && on > to) return [{ message: `authorized until ${to}; the service is of ${on}` }];
      return NOTHING;
    },
  },
  {
    id: 'authorization.visits-used-up',
    means: 'All authorized visits have been used before.',
    source: AUTHORIZATION,
    severity: 'error',
    check({ session, visits }) {
      const allowed = session.authorization?.visits;
      if (allowed === undefined) return NOTHING;
      const used = visits.usedBefore(session);
      if (used < allowed) return NOTHING;
      return [
        {
          message: `${used} of ${allowed} authorized visits were used before this one`,
          fix: 'ask the payer for more visits',
        },
      ];
    },
  },
  {
    id: 'authorization.last-visit',
    means: 'The visit is the last one that is authorized.',
    source: AUTHORIZATION,
    severity: 'info',
    check({ session, visits }) {
      const allowed = session.authorization?.visits;
      if (allowed === undefined || visits.usedBefore(session) !== allowed - 1) return NOTHING;
      return [{ message: `this is visit ${allowed} of ${allowed} that are authorized`, fix: 'ask for more in time' }];
    },
  },
  {
    id: 'coverage.visit-limit',
    means: "The plan's visits of the calendar year, or those that the payer said were left, have been used before.",
    source: BENEFIT,
    severity: 'error',
    check({ session, payer, visits, eligibility }) {
      const { payerId } = firstCoverage(session);
      const year = session.dateOfService.slice(0, 4);
      if (payer.visitLimit !== undefined) {
        const used = visits.otherDays(session, payerId, `${year}-01-01`, `${year}-12-31`);
        if (used >= payer.visitLimit)
          return [{ message: `${used} of ${payer.visitLimit} visits of ${year} were used before this one` }];
      }
      if (eligibility?.visitsLeft === undefined || eligibility.asOf > session.dateOfService) return NOTHING;
      const since = visits.otherDays(session, payerId, eligibility.asOf, `${year}-12-31`);
      if (since < eligibility.visitsLeft) return NOTHING;
      const left = `${payerId} said on ${eligibility.asOf} that ${eligibility.visitsLeft} visits were left`;
      return [{ message: `${left}; ${since} were used since` }];
    },
  },
];
