import { isMedicare } from '../payer-profile.js';
import { firstCoverage } from '../session.js';
import type { Edit } from './edit.js';

const ELIGIBILITY = "the payer's eligibility answer (270/271)";
const AUTHORIZATION = "the payer's authorization";
const SUBSCRIBER = '005010X222A1, 2000B and 2010BA';

export const COVERAGE_EDITS: readonly Edit[] = [
  {
    id: 'coverage.inactive',
    means: 'The first coverage does not include the date of service.',
    source: ELIGIBILITY,
    severity: 'error',
    *check({ session }) {
      const { from, to, payerId } = firstCoverage(session);
      const on = session.dateOfService;
      if (from !== undefined && on < from) yield { message: `${payerId} covers from ${from}; the service is of ${on}` };
      if (to !== undefined && on > to) yield { message: `${payerId} covered until ${to}; the service is of ${on}` };
    },
  },
  {
    id: 'coverage.member-id-missing',
    means: 'The first coverage has no member id.',
    source: '005010X222A1, NM109 of 2010BA',
    severity: 'error',
    *check({ session }) {
      if (!firstCoverage(session).memberId?.trim()) yield { message: 'the first coverage has no memberId' };
    },
  },
  {
    id: 'coverage.subscriber',
    means:
      'The patient is not the subscriber, and the subscriber is incomplete; or a Medicare patient is not the subscriber.',
    source: SUBSCRIBER,
    severity: 'error',
    *check({ session, payer }) {
      const { relationship, subscriber } = firstCoverage(session);
      if (relationship === undefined || relationship === 'self') return;
      if (isMedicare(payer)) {
        yield { message: 'a Medicare patient is always the subscriber', fix: 'set relationship to self' };
        return;
      }
      for (const field of ['lastName', 'firstName', 'birthDate', 'sex'] as const)
        if (!subscriber?.[field]?.trim()) yield { message: `subscriber.${field} of the first coverage is missing` };
    },
  },
  {
    id: 'authorization.missing',
    means: 'The payer asks for an authorization, and none is recorded.',
    source: AUTHORIZATION,
    severity: 'error',
    *check({ session, payer }) {
      if (payer.authorizationRequired && !session.authorization)
        yield { message: `${payer.payerId} asks for an authorization`, fix: 'record the authorization' };
    },
  },
  {
    id: 'authorization.expired',
    means: 'The authorization does not include the date of service.',
    source: AUTHORIZATION,
    severity: 'error',
    *check({ session }) {
      const { from, to } = session.authorization ?? {};
      const on = session.dateOfService;
      if (from !== undefined && on < from) yield { message: `authorized from ${from}; the service is of ${on}` };
      if (to !== undefined && on > to) yield { message: `authorized until ${to}; the service is of ${on}` };
    },
  },
  {
    id: 'authorization.visits-used-up',
    means: 'All authorized visits have been used before.',
    source: AUTHORIZATION,
    severity: 'error',
    *check({ session, visits }) {
      const allowed = session.authorization?.visits;
      if (allowed === undefined) return;
      const used = visits.usedBefore(session);
      if (used >= allowed) yield { message: `${used} of ${allowed} authorized visits were used before this one` };
    },
  },
];
