-- Payments keyed in from paper, set aside or undone; money that a person has to explain; what patients have paid and owe.
-- Rows that are there already are put right by `claimstream projections rebuild claim --accept`, `… claim-facts --accept` and `… remittance --accept`.

alter table views.remittance add column source text not null default 'file', add column posted_by text,
  add column ignored jsonb not null default '[]';
alter table views.claim add column patient_paid_cents bigint not null default 0, add column patient_owes_cents bigint not null default 0,
  add column problems jsonb not null default '[]';
alter table views.claim_fact add column patient_paid_cents bigint not null default 0, add column patient_owes_cents bigint not null default 0,
  add column patient_payments jsonb not null default '[]';

create view views.ignored_claim with (security_invoker = true) as
select r.practice, r.remittance_id, r.version, r.payer_id, r.payment_date, i.index, i.status, i."chargeCents" as charge_cents,
  i."paidCents" as paid_cents, i.reason
from views.remittance as r cross join lateral jsonb_to_recordset(r.ignored) as i(
  index integer, status text, "chargeCents" bigint, "paidCents" bigint, reason text
);
comment on view views.ignored_claim is 'Money of a payment that a person set aside as none of ours; why is sealed.';

create view views.claim_problem with (security_invoker = true) as
select c.practice, c.claim_id, c.version, c.patient_id, c.payer_id, p.problem, p."remittanceId" as remittance_id,
  p."remittanceClaim" as remittance_claim, p.code, p."chargeCents" as charge_cents, p."paidCents" as paid_cents
from views.claim as c cross join lateral jsonb_to_recordset(c.problems) as p(
  problem text, "remittanceId" text, "remittanceClaim" integer, code text, "chargeCents" bigint, "paidCents" bigint
);
comment on view views.claim_problem is 'Money of a payer that is posted to a claim and that a person has to explain. line-untied: the payer''s line is for certain none of the claim''s; decision-unknown: a reversal of a decision that does not stand; amount-differs: a reversal of another amount than was paid. Gone where the posting is undone.';

create view views.patient_payment with (security_invoker = true) as
select f.practice, f.claim_id, f.version, f.patient_id, f.payer_id, p."paymentId" as payment_id, p.kind, p."amountCents" as amount_cents,
  p."receivedOn" as received_on, p."postedBy" as posted_by, p."reversedBy" as reversed_by
from views.claim_fact as f cross join lateral jsonb_to_recordset(f.patient_payments) as p(
  "paymentId" text, kind text, "amountCents" bigint, "receivedOn" date, "postedBy" text, "reversedBy" text
);
comment on view views.patient_payment is 'Money from a patient (copay, payment) or back to the patient (refund), always above 0; reversed_by is null while it stands. Why it was reversed is sealed.';

create or replace view views.kpi_net_collection with (security_invoker = true) as
select practice, date_trunc('month', first_submitted_at at time zone 'UTC')::date as month, payer_id, count(*) as claims,
  sum(paid_cents)::bigint as paid_cents, sum(contractual_cents)::bigint as contractual_cents, sum(patient_cents)::bigint as patient_cents,
  sum(denied_cents)::bigint as denied_cents,
  sum(paid_cents) / nullif(sum(paid_cents + denied_cents), 0) as net_collection_rate,
  sum(patient_paid_cents)::bigint as patient_paid_cents,
  sum(paid_cents + patient_paid_cents) / nullif(sum(paid_cents + denied_cents + patient_cents), 0) as net_collection_rate_with_patients
from views.claim_fact where first_submitted_at is not null and first_decided_on is not null
group by practice, date_trunc('month', first_submitted_at at time zone 'UTC'), payer_id;
comment on view views.kpi_net_collection is 'net_collection_rate: payer payments ÷ (charges decided − contractual adjustments − what the payer left to the patient), by the month in which a claim was first sent, over what payers have decided; the denominator is what was paid plus what stands denied. …_with_patients: what payers and patients paid (refunds taken off) ÷ the same with what was left to patients; above 1 where a patient has paid too much.';
comment on view views.aged_receivable is 'Billed receivables of payers (MAP AR-2) by age: charges that are neither paid, nor contractually adjusted, nor the patient''s, of claims that are not closed or written off. The age runs from the day the claim was first sent (UTC) to the business clock''s day. What patients owe is not in it: views.claim_fact.patient_owes_cents, once the last payer has answered.';

comment on column views.claim.patient_owes_cents is 'What the last payer left to the patient, less what the patient has paid; 0 before it has answered, below 0 where the patient has paid too much.';
comment on table views.remittance is 'One row a payment (source: file, or paper that a person keyed in); its parts in views.remittance_claim, unmatched_claim, ignored_claim and provider_adjustment. Of one that was undone no parts are left.';
