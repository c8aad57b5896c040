-- Facts of each claim for figures, its timeline, appeals, and the SQL views in which people read what a stream has several of.
-- A list stands as jsonb in the one row of its stream; the view takes it apart (docs/adr/0007). Nothing here is counted up anywhere:
-- every figure is a sum over rows, each folded from one stream.

create table views.claim_fact (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null check (version > 0),
  state jsonb not null,
  patient_id text not null,
  payer_id text not null,
  payer_kind text not null,
  date_of_service date not null,
  discipline text not null,
  rendering_npi text not null,
  drafted_at timestamptz not null,
  entered_at timestamptz,
  held_before_submission boolean not null,
  first_submitted_at timestamptz,
  first_submitted_cents bigint,
  first_accepted_at timestamptz,
  first_rejected_at timestamptz,
  first_decided_on date,
  initially_denied boolean not null,
  first_paid_on date,
  charge_cents bigint not null,
  paid_cents bigint not null,
  patient_cents bigint not null,
  contractual_cents bigint not null,
  denied_cents bigint not null,
  written_off_cents bigint not null,
  closed boolean not null,
  submissions jsonb not null,
  changed_at timestamptz not null,
  primary key (practice, stream),
  unique (practice, claim_id)
);

create table views.timeline (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null check (version > 0),
  state jsonb not null,
  primary key (practice, stream)
);
create index timeline_by_claim on views.timeline (practice, claim_id);

select work.make_switchable('views.claim_fact'), work.make_switchable('views.timeline');

-- Rows that are there already are put right by `claimstream projections rebuild denial --accept`.
alter table views.denial add column appeals jsonb not null default '[]';

-- A rebuild that has begun: where it goes on when it was broken off. Its rows stand beside the live table, under the next generation's name.
create table work.rebuilds (
  projection text collate "C" primary key,
  generation integer not null check (generation > 1),
  -- What the half-built rows were folded by: the fold's version and the columns of the live tables. Another one begins anew.
  folded_by text not null,
  position bigint not null check (position >= 0),
  events bigint not null check (events >= 0),
  faults jsonb not null,
  started_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp()
);

-- Only the date, in UTC, by the business clock: what a claim's age is counted to. Runs with its owner's rights, because who reads views reads no store.
create function views.business_date() returns date language sql stable security definer set search_path = pg_catalog as $$
  select ((statement_timestamp() + make_interval(secs => offset_ms / 1000.0)) at time zone 'UTC')::date from store.business_clock
$$;

create view views.claim_line with (security_invoker = true) as
select c.practice, c.claim_id, c.version, c.patient_id, c.payer_id, l.line, coalesce(l."serviceDate", c.date_of_service) as service_date,
  l.code, l.modifiers, l.units, l."chargeCents" as charge_cents, l."expectedPaidCents" as expected_paid_cents,
  l."allowedCents" as allowed_cents, l."paidCents" as paid_cents, coalesce(l.adjustments, '[]') as adjustments
from views.claim as c cross join lateral jsonb_to_recordset(c.lines) as l(
  line integer, "serviceDate" date, code text, modifiers jsonb, units integer, "chargeCents" bigint, "expectedPaidCents" bigint,
  "allowedCents" bigint, "paidCents" bigint, adjustments jsonb
);
comment on view views.claim_line is 'A charge line of a claim as it stands now, with the payer''s last decision about it. Cents are integers; adjustments are [{group, reason, amountCents}], + reduces the payment.';

create view views.submission with (security_invoker = true) as
select c.practice, c.claim_id, c.version, c.patient_id, c.payer_id, s.number as submission_number, s.frequency,
  s."patientControlNumber" as patient_control_number, s."interchangeControlNumber" as interchange_control_number, s."denialId" as denial_id,
  s."chargeCents" as charge_cents, s."submittedAt" as submitted_at, s."acceptedAt" as accepted_at, s."rejectedAt" as rejected_at,
  s."decidedOn" as decided_on
from views.claim_fact as c cross join lateral jsonb_to_recordset(c.submissions) as s(
  number integer, frequency text, "patientControlNumber" text, "interchangeControlNumber" integer, "denialId" text, "chargeCents" bigint,
  "submittedAt" timestamptz, "acceptedAt" timestamptz, "rejectedAt" timestamptz, "decidedOn" date
);
comment on view views.submission is 'One time that a claim was sent (frequency 1 original, 7 replacement, 8 void), when the payer took it (277CA) or refused it, and the payment date of the first decision about it.';

create view views.claim_timeline with (security_invoker = true) as
select t.practice, t.claim_id, t.stream, e.version, e.position, e.at as occurred_at, e.type, e.actor, e.detail
from views.timeline as t cross join lateral jsonb_to_recordset(t.state -> 'entries') as e(
  version integer, position bigint, at timestamptz, type text, actor text, detail jsonb
);
comment on view views.claim_timeline is 'What happened to a claim and to its denial cases, an event a row: order by position. detail holds the event''s plain fields in clear.';

create view views.denied_line with (security_invoker = true) as
select d.practice, d.claim_id, d.denial_id, d.version, d.patient_id, d.payer_id, d.notice_date, l.line, l."group" as adjustment_group,
  l.reason, l.remarks, l."deniedCents" as denied_cents
from views.denial as d cross join lateral jsonb_to_recordset(d.lines) as l(
  line integer, "group" text, reason text, remarks jsonb, "deniedCents" bigint
);
comment on view views.denied_line is 'A denied line of a denial case with its CARC (reason); line is null where the claim was denied as a whole.';

create view views.appeal with (security_invoker = true) as
select d.practice, d.claim_id, d.denial_id, d.version, d.patient_id, d.payer_id, a.level, a."filedOn" as filed_on, a.method,
  a."decidedOn" as decided_on, a.outcome, a."amountCents" as amount_cents
from views.denial as d cross join lateral jsonb_to_recordset(d.appeals) as a(
  level text, "filedOn" date, method text, "decidedOn" date, outcome text, "amountCents" bigint
);
comment on view views.appeal is 'An appeal of a denial case, one a level; outcome (upheld, partly, overturned) and amount are null until it is decided. upheld: the denial stands.';

create view views.session_finding with (security_invoker = true) as
select s.practice, s.session_id, s.version, s.patient_id, s.payer_id, s.date_of_service, s.status, r.rule, r.severity, r.procedure, r.line
from views.session as s cross join lateral jsonb_to_recordset(s.rules) as r(rule text, severity text, procedure integer, line integer);
comment on view views.session_finding is 'What the rules found about a session; status = ''held'' gives what waits for a correction. Messages are sealed: they may quote what was documented.';

create view views.remittance_claim with (security_invoker = true) as
select r.practice, r.remittance_id, r.version, r.payer_id, r.payment_date, m.index, m."claimId" as claim_id, m.status, m."chargeCents" as charge_cents,
  m."paidCents" as paid_cents
from views.remittance as r cross join lateral jsonb_to_recordset(r.matched) as m(
  index integer, "claimId" text, status text, "chargeCents" bigint, "paidCents" bigint
);
comment on view views.remittance_claim is 'A claim of a payment that was matched to one of ours; status is CLP02.';

create view views.unmatched_claim with (security_invoker = true) as
select r.practice, r.remittance_id, r.version, r.payer_id, r.payment_date, u.index, u.status, u."chargeCents" as charge_cents,
  u."paidCents" as paid_cents, u.reason
from views.remittance as r cross join lateral jsonb_to_recordset(r.unmatched) as u(
  index integer, status text, "chargeCents" bigint, "paidCents" bigint, reason text
);
comment on view views.unmatched_claim is 'Money of a payment that has no claim of ours yet: waits for a person.';

create view views.provider_adjustment with (security_invoker = true) as
select r.practice, r.remittance_id, r.version, r.payer_id, r.payment_date, p.index, p.reason, p."amountCents" as amount_cents
from views.remittance as r cross join lateral jsonb_to_recordset(r."provider_adjustments") as p(
  index integer, reason text, "amountCents" bigint
);
comment on view views.provider_adjustment is 'A provider-level adjustment (PLB) of a payment; + takes money away from the practice.';

create view views.kpi_day with (security_invoker = true) as
select f.practice, d.day,
  count(*) filter (where d.what = 'entered') as claims_entered,
  count(*) filter (where d.what = 'entered' and not f.held_before_submission) as claims_clean,
  count(*) filter (where d.what = 'submitted') as claims_submitted,
  coalesce(sum(f.first_submitted_cents) filter (where d.what = 'submitted'), 0)::bigint as submitted_cents,
  count(*) filter (where d.what = 'accepted') as claims_accepted,
  count(*) filter (where d.what = 'rejected') as claims_rejected,
  count(*) filter (where d.what = 'decided') as claims_decided,
  count(*) filter (where d.what = 'decided' and f.initially_denied) as claims_initially_denied,
  coalesce(sum(f.first_submitted_cents) filter (where d.what = 'decided' and f.initially_denied), 0)::bigint as initially_denied_cents,
  count(*) filter (where d.what = 'paid') as claims_paid
from views.claim_fact as f cross join lateral (values
  ('entered', (f.entered_at at time zone 'UTC')::date),
  ('submitted', (f.first_submitted_at at time zone 'UTC')::date),
  ('accepted', (f.first_accepted_at at time zone 'UTC')::date),
  ('rejected', (f.first_rejected_at at time zone 'UTC')::date),
  ('decided', f.first_decided_on),
  ('paid', f.first_paid_on)
) as d(what, day)
where d.day is not null
group by f.practice, d.day;
comment on view views.kpi_day is 'Claims by the day on which something happened to them for the first time. Each claim counts once a column. Days of our own doing are UTC days by the business clock, days of a payer''s decision its payment dates.';

create view views.kpi_month with (security_invoker = true) as
with months as (
  select practice, generate_series(date_trunc('month', min(day)), date_trunc('month', max(day)), interval '1 month')::date as month
  from views.kpi_day group by practice
), summed as (
  select m.practice, m.month,
    coalesce(sum(k.claims_entered), 0)::bigint as claims_entered,
    coalesce(sum(k.claims_clean), 0)::bigint as claims_clean,
    coalesce(sum(k.claims_submitted), 0)::bigint as claims_submitted,
    coalesce(sum(k.submitted_cents), 0)::bigint as submitted_cents,
    coalesce(sum(k.claims_initially_denied), 0)::bigint as claims_initially_denied,
    coalesce(sum(k.initially_denied_cents), 0)::bigint as initially_denied_cents
  from months as m left join views.kpi_day as k
    on k.practice = m.practice and k.day >= m.month and k.day < m.month + interval '1 month'
  group by m.practice, m.month
)
select s.*,
  s.claims_clean::numeric / nullif(s.claims_entered, 0) as clean_claim_rate,
  s.claims_initially_denied / nullif(avg(s.claims_submitted) over before, 0) as initial_denial_rate,
  s.initially_denied_cents / nullif(avg(s.submitted_cents) over before, 0) as initial_denial_rate_of_charges
from summed as s
window before as (partition by s.practice order by s.month rows between 3 preceding and 1 preceding);
comment on view views.kpi_month is 'clean_claim_rate (MAP CL-1): claims that were never held before they were first sent ÷ claims that were released or held for the first time in the month; it says nothing of the payer. initial_denial_rate: claims whose first decision, in the month, denied something ÷ the average number of claims first sent in the three months before (fewer where there are fewer; null in the first month); of_charges: the same by gross charges. Rejected claims were never decided and are in no denial.';

create view views.kpi_days_to_payment with (security_invoker = true) as
select practice, date_trunc('month', first_paid_on)::date as month, payer_id, count(*) as claims,
  avg(first_paid_on - (first_submitted_at at time zone 'UTC')::date) as mean_days,
  percentile_cont(0.5) within group (order by first_paid_on - (first_submitted_at at time zone 'UTC')::date) as median_days
from views.claim_fact where first_paid_on is not null and first_submitted_at is not null
group by practice, date_trunc('month', first_paid_on), payer_id;
comment on view views.kpi_days_to_payment is 'Days from the day a claim was first sent (UTC) to the date of the first payment with money in it, by the month of that payment and payer. Claims never paid are not in it.';

create view views.kpi_net_collection with (security_invoker = true) as
select practice, date_trunc('month', first_submitted_at at time zone 'UTC')::date as month, payer_id, count(*) as claims,
  sum(paid_cents)::bigint as paid_cents, sum(contractual_cents)::bigint as contractual_cents, sum(patient_cents)::bigint as patient_cents,
  sum(denied_cents)::bigint as denied_cents,
  sum(paid_cents) / nullif(sum(paid_cents + denied_cents), 0) as net_collection_rate
from views.claim_fact where first_submitted_at is not null and first_decided_on is not null
group by practice, date_trunc('month', first_submitted_at at time zone 'UTC'), payer_id;
comment on view views.kpi_net_collection is 'Payer payments ÷ (charges decided − contractual adjustments − what the payer left to the patient), by the month in which a claim was first sent, over what payers have decided; the denominator is what was paid plus what stands denied. What patients pay is not in this store.';

create view views.aged_receivable with (security_invoker = true) as
select f.practice, f.payer_id, b.bucket, b.from_day, count(*) as claims,
  sum(f.charge_cents - f.paid_cents - f.contractual_cents - f.patient_cents)::bigint as open_cents
from views.claim_fact as f
join (values ('0-30', 0, 30), ('31-60', 31, 60), ('61-90', 61, 90), ('91-120', 91, 120), ('over 120', 121, 2147483647))
  as b(bucket, from_day, to_day)
  on greatest(views.business_date() - (f.first_submitted_at at time zone 'UTC')::date, 0) between b.from_day and b.to_day
where not f.closed and f.charge_cents - f.paid_cents - f.contractual_cents - f.patient_cents <> 0
group by f.practice, f.payer_id, b.bucket, b.from_day;
comment on view views.aged_receivable is 'Billed receivables of payers (MAP AR-2) by age: charges that are neither paid, nor contractually adjusted, nor the patient''s, of claims that are not closed or written off. The age runs from the day the claim was first sent (UTC) to the business clock''s day. What patients owe is not in it.';

comment on table views.claim_fact is 'One row a claim, for figures: when each thing first happened and how its charges stand. contractual, patient and denied cents are those of each line''s last decision.';
comment on table views.timeline is 'One row a claim or denial stream, the memory of views.claim_timeline: query that.';
comment on table views.claim is 'One row a claim on its three axes (submission, adjudication, balance); lines in views.claim_line.';
comment on table views.denial is 'One row a denial case: what was denied, why, who owns it, what is next and until when.';
comment on table views.threshold is 'One row a patient''s year: both therapy pools in cents.';
comment on table views.session is 'One row a session and what became of it; findings in views.session_finding.';
comment on table views.remittance is 'One row a payment; its parts in views.remittance_claim, unmatched_claim and provider_adjustment.';
comment on table views.interchange is 'One row an X12 file, sent or received.';
