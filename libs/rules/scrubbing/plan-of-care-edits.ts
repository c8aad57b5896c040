import { addDays, type LocalDate } from '#libs/kernel/local-date.js';
import { roundHalfUp } from '#libs/kernel/ratio.js';
import type { Reference } from '../reference/reference.js';
import type { Certification, PlanOfCare } from '../session.js';
import { type Edit, type EditContext, MEDICARE_B_ERROR, MEDICARE_B_WARNING, NOTHING } from './edit.js';

const SOURCE = 'Medicare Benefit Policy Manual ch. 15 §220.1';

type DaysName = 'certification-days' | 'certification-signature-days' | 'certification-verbal-days';

/** The day that is so many days, as the reference has them for it, after a day; undefined where it has no such number then. */
function dayAfter(from: LocalDate, name: DaysName, reference: Reference): LocalDate | undefined {
  const days = reference.amount(name, from);
  return days && addDays(from, roundHalfUp(days));
}

/** The initial certification: what is stated of it, over the plan's plain fields. */
function initialOf(plan: PlanOfCare): Certification {
  const plain: Certification = {
    kind: 'initial',
    from: plan.firstTreatmentOn,
    ...(plan.endsOn !== undefined && { to: plan.endsOn }),
    ...(plan.certifiedOn !== undefined && { signedOn: plan.certifiedOn }),
    ...(plan.sentOn !== undefined && { sentOn: plan.sentOn }),
  };
  const stated = plan.certifications?.filter((one) => one.kind === 'initial') ?? [];
  return stated.length === 0 ? plain : { ...Object.assign({ ...plain }, ...stated), from: plan.firstTreatmentOn };
}

/** The certification's last day: its own end or the plan's, and never later than a certification lasts. */
function lastDay({ from, to }: Certification, plan: PlanOfCare, reference: Reference): LocalDate {
  const longest = dayAfter(from, 'certification-days', reference) ?? from;
  const end = to ?? (plan.endsOn !== undefined && plan.endsOn >= from ? plan.endsOn : undefined);
  return end !== undefined && end < longest ? end : longest;
}

/** The certification that the date of service falls under: the latest one that includes it. */
function covering({ session, reference }: EditContext): Certification | undefined {
  const plan = session.planOfCare;
  if (!plan) return undefined;
  const on = session.dateOfService;
  const includes = (one: Certification) => one.from <= on && on <= lastDay(one, plan, reference);
  let latest: Certification | undefined;
  for (const one of plan.certifications ?? [])
    if (one.kind === 'recert' && includes(one) && (!latest || one.from > latest.from)) latest = one;
  if (latest) return latest;
  const initial = initialOf(plan);
  return includes(initial) ? initial : undefined;
}

/** From when the reference says so on, an order on file and a plan sent in time stand in for the first signature. */
function excusedByOrder(certification: Certification, plan: PlanOfCare, reference: Reference): boolean {
  const due = dayAfter(certification.from, 'certification-signature-days', reference);
  return (
    certification.kind === 'initial' &&
    plan.orderOnFileOn !== undefined &&
    plan.orderOnFileOn <= plan.firstTreatmentOn &&
    certification.sentOn !== undefined &&
    due !== undefined &&
    certification.sentOn <= due &&
    reference.amount('certification-by-order', plan.firstTreatmentOn) !== undefined
  );
}

/** The plan and its covering certification while that one lacks a signature. */
function unsigned(context: EditContext): { plan: PlanOfCare; certification: Certification } | undefined {
  const plan = context.session.planOfCare;
  if (!plan || (plan.certifiedOn !== undefined && !plan.certifications)) return undefined;
  const certification = covering(context);
  return certification && certification.signedOn === undefined ? { plan, certification } : undefined;
}

/** When the certification counts from: a spoken one that was signed in time from its day, else its signature. */
function certifiedOn({ signedOn, verbalOn }: Certification, reference: Reference): LocalDate | undefined {
  if (signedOn === undefined || verbalOn === undefined) return signedOn;
  const due = dayAfter(verbalOn, 'certification-verbal-days', reference);
  return due !== undefined && signedOn <= due ? verbalOn : signedOn;
}

export const PLAN_OF_CARE_EDITS: readonly Edit[] = [
  {
    id: 'poc.missing',
    means: 'No plan of care is recorded.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    check({ session }) {
      return session.planOfCare ? NOTHING : [{ message: 'planOfCare is missing', fix: 'record the plan of care' }];
    },
  },
  {
    id: 'poc.not-covered',
    means: 'The date of service lies outside every certification of the plan.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    check(context) {
      const { session, reference } = context;
      const plan = session.planOfCare;
      if (!plan || covering(context)) return NOTHING;
      const recertified = plan.certifications?.filter((one) => one.kind === 'recert') ?? [];
      const ends = [initialOf(plan), ...recertified].map((one) => lastDay(one, plan, reference)).sort();
      const message = `the service of ${session.dateOfService} is under no certification; the last one runs to ${ends.at(-1)}`;
      return [{ message, fix: 'have the plan recertified, and record it' }];
    },
  },
  {
    id: 'poc.uncertified',
    means: 'The plan is not signed 30 days after its start, and no order stands in for the signature.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    check(context) {
      const open = unsigned(context);
      if (!open || open.certification.verbalOn !== undefined) return NOTHING;
      const { from } = open.certification;
      const due = dayAfter(from, 'certification-signature-days', context.reference);
      if (due === undefined || context.asOf <= due) return NOTHING;
      if (excusedByOrder(open.certification, open.plan, context.reference)) return NOTHING;
      const message = `the certification from ${from} was due on ${due} and is not signed`;
      return [{ message, fix: 'have it signed: a late signature counts' }];
    },
  },
  {
    id: 'poc.verbal-unsigned',
    means: 'A spoken certification is not signed after 14 days.',
    source: SOURCE,
    severity: MEDICARE_B_ERROR,
    check(context) {
      const verbalOn = unsigned(context)?.certification.verbalOn;
      if (verbalOn === undefined) return NOTHING;
      const due = dayAfter(verbalOn, 'certification-verbal-days', context.reference);
      if (due === undefined || context.asOf <= due) return NOTHING;
      return [{ message: `the spoken certification of ${verbalOn} was to be signed by ${due}`, fix: 'have it signed' }];
    },
  },
  {
    id: 'poc.delayed',
    means: 'The plan was certified more than 30 days after its start: why must be on file.',
    source: SOURCE,
    severity: MEDICARE_B_WARNING,
    check(context) {
      const { session, reference } = context;
      const certification = covering(context);
      const signed = certification && certifiedOn(certification, reference);
      if (!session.planOfCare || !certification || signed === undefined) return NOTHING;
      const due = dayAfter(certification.from, 'certification-signature-days', reference);
      if (due === undefined || signed <= due) return NOTHING;
      if (excusedByOrder(certification, session.planOfCare, reference)) return NOTHING;
      return [{ message: `certified on ${signed}; due was ${due}`, fix: 'keep the reason for the delay on file' }];
    },
  },
  {
    id: 'progress.report-due',
    means: 'More treatment days than ten since the last progress report.',
    source: 'Medicare Benefit Policy Manual ch. 15 §220.3',
    severity: MEDICARE_B_WARNING,
    check({ session, visits, reference }) {
      const limit = reference.amount('progress-report-days', session.dateOfService);
      if (!limit || visits.treatmentDaysBefore(session, '') < roundHalfUp(limit)) return NOTHING;
      const report = latestReport(session.progressReportOn, visits.lastReport(session), session.dateOfService);
      const start = session.planOfCare ? addDays(session.planOfCare.firstTreatmentOn, -1) : '';
      const isReported = report > start;
      const days = visits.treatmentDaysBefore(session, isReported ? report : start) + 1;
      if (days <= roundHalfUp(limit)) return NOTHING;
      const when = isReported ? `since the progress report of ${report}` : 'and no progress report is recorded';
      return [{ message: `treatment day ${days} ${when}`, fix: 'write the report, or record progressReportOn' }];
    },
  },
];

/** The newest progress report up to a day; empty where there is none. */
function latestReport(own: LocalDate | undefined, seen: LocalDate | undefined, on: LocalDate): LocalDate {
  const reports = [own, seen].filter((report) => report !== undefined && report <= on);
  return reports.sort().at(-1) ?? '';
}
