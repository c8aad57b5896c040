import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import type { Certification, PlanOfCare, Session } from '../session.js';
import { type Edit, type EditContext, MEDICARE_B_ERROR } from './edit.js';

const SOURCE = 'Medicare Benefit Policy Manual ch. 15 §220.1';
/** Days that a certification lasts at most, has for its signature, and that a spoken one has for its own. */
const LASTS = 90;
const SIGNED_WITHIN = 30;
const SPOKEN_SIGNED_WITHIN = 14;
/** From here on an order on file and a plan sent in time stand in for the first signature. */
const ORDER_COUNTS_FROM: LocalDate = '2025-01-01';

/** The plan's certifications, the initial one first; the plain fields fill what it leaves open. */
function certificationsOf(plan: PlanOfCare): Certification[] {
  const stated = plan.certifications ?? [];
  const initial: Certification = {
    kind: 'initial',
    ...(plan.endsOn !== undefined && { to: plan.endsOn }),
    ...(plan.certifiedOn !== undefined && { signedOn: plan.certifiedOn }),
    ...(plan.sentOn !== undefined && { sentOn: plan.sentOn }),
    ...stated.find((one) => one.kind === 'initial'),
    from: plan.firstTreatmentOn,
  };
  return [initial, ...stated.filter((one) => one.kind === 'recert')];
}

function lastDay(certification: Certification, plan: PlanOfCare): LocalDate {
  const longest = addDays(certification.from, LASTS);
  const end = certification.to ?? plan.endsOn;
  return end !== undefined && end < longest ? end : longest;
}

/** The certification that the date of service falls under: the latest one that includes it. */
function covering(session: Session): Certification | undefined {
  const plan = session.planOfCare;
  if (!plan) return undefined;
  const on = session.dateOfService;
  return certificationsOf(plan)
    .filter((one) => one.from <= on && on <= lastDay(one, plan))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

function excusedByOrder(certification: Certification, plan: PlanOfCare): boolean {
  return (
    certification.kind === 'initial' &&
    plan.firstTreatmentOn >= ORDER_COUNTS_FROM &&
    plan.orderOnFileOn !== undefined &&
    plan.orderOnFileOn <= plan.firstTreatmentOn &&
    certification.sentOn !== undefined &&
    certification.sentOn <= addDays(certification.from, SIGNED_WITHIN)
  );
}

/** The plan and its covering certification while that one lacks a signature. */
function unsigned({ session }: EditContext): { plan: PlanOfCare; certification: Certification } | undefined {
  const certification = covering(session);
  if (!certification || !session.planOfCare || certification.signedOn !== undefined) return undefined;
  return { plan: session.planOfCare, certification };
}

export const PLAN_OF_CARE_EDITS: readonly Edit[] = [
  {
    id: 'poc.missing',
    means: 'No plan of care is recorded.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    *check({ session }) {
      if (!session.planOfCare) yield { message: 'planOfCare is missing' };
    },
  },
  {
    id: 'poc.not-covered',
    means: 'The date of service lies outside every certification of the plan.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    *check({ session }) {
      const plan = session.planOfCare;
      if (!plan || covering(session)) return;
      const latest = certificationsOf(plan)
        .map((one) => lastDay(one, plan))
        .sort()
        .at(-1);
      yield {
        message: `the service of ${session.dateOfService} is under no certification; the last one runs to ${latest}`,
      };
    },
  },
  {
    id: 'poc.uncertified',
    means: 'The plan is not signed 30 days after its start, and no order stands in for the signature.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    *check(context) {
      const open = unsigned(context);
      if (!open || open.certification.verbalOn !== undefined) return;
      const due = addDays(open.certification.from, SIGNED_WITHIN);
      if (context.asOf <= due || excusedByOrder(open.certification, open.plan)) return;
      yield { message: `the certification from ${open.certification.from} was due on ${due} and is not signed` };
    },
  },
  {
    id: 'poc.verbal-unsigned',
    means: 'A spoken certification is not signed after 14 days.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    *check(context) {
      const verbalOn = unsigned(context)?.certification.verbalOn;
      if (verbalOn === undefined) return;
      const due = addDays(verbalOn, SPOKEN_SIGNED_WITHIN);
      if (context.asOf > due) yield { message: `the spoken certification of ${verbalOn} was to be signed by ${due}` };
    },
  },
  {
    id: 'poc.delayed',
    means: 'The plan was signed more than 30 days after its start.',
    source: SOURCE,
    severity: { MEDICARE_B: 'warning' },
    *check({ session }) {
      const certification = covering(session);
      if (certification?.signedOn === undefined) return;
      const due = addDays(certification.from, SIGNED_WITHIN);
      if (certification.signedOn > due) yield { message: `signed on ${certification.signedOn}; due was ${due}` };
    },
  },
];
