-- How far each submission of a claim has come, which answers stay out, and the claims to later payers.
-- Rows that are there already are put right by `claimstream projections rebuild claim --accept` and `… rebuild claim-facts --accept`.

alter table views.claim add column rank integer, add column primary_claim_id text collate "C",
  add column later_claims jsonb not null default '[]', add column outdated text;

create or replace view views.submission with (security_invoker = true) as
select c.practice, c.claim_id, c.version, c.patient_id, c.payer_id, s.number as submission_number, s.frequency,
  s."patientControlNumber" as patient_control_number, s."interchangeControlNumber" as interchange_control_number, s."denialId" as denial_id,
  s."chargeCents" as charge_cents, s."submittedAt" as submitted_at, s."acceptedAt" as accepted_at, s."rejectedAt" as rejected_at,
  s."decidedOn" as decided_on, s.state, s.stage, s."payerAcceptedOn" as payer_accepted_on
from views.claim_fact as c cross join lateral jsonb_to_recordset(c.submissions) as s(
  number integer, frequency text, "patientControlNumber" text, "interchangeControlNumber" integer, "denialId" text, "chargeCents" bigint,
  "submittedAt" timestamptz, "acceptedAt" timestamptz, "rejectedAt" timestamptz, "decidedOn" date, state text, stage text,
  "payerAcceptedOn" date
);
comment on view views.submission is 'One time that a claim was sent (frequency 1 original, 7 replacement, 8 void), how far it has come (state, stage: interchange, syntax, clearinghouse, payer), when the payer took it (277CA; payer_accepted_on is the proof of timely filing) or it was refused, and the payment date of the first decision about it.';

create view views.silent_claim with (security_invoker = true) as
select c.practice, c.claim_id, c.version, c.patient_id, c.payer_id, s.number as submission_number, q.awaited, q.since,
  s."submittedAt" as submitted_at, c.charge_cents, q."chasedBy" as chased_by, q."nextOn" as next_on
from views.claim_fact as c
  cross join lateral jsonb_to_recordset(c.submissions) as s(number integer, "submittedAt" timestamptz, silences jsonb)
  cross join lateral jsonb_to_recordset(coalesce(s.silences, '[]')) as q(awaited text, since timestamptz, "chasedBy" text, "nextOn" date)
where not c.closed;
comment on view views.silent_claim is 'An answer (999, 277CA or 835) that stays out past the payer''s usual days. next_on: a person has asked and looks again then; null: nobody has asked since. Gone as soon as it is answered.';

comment on column views.claim.later_claims is 'On a first payer''s claim: [{rank, claimId, payerId, crossedOver, balance, paidCents, patientCents, problem}] of the claims to the payers after it.';
comment on column views.claim.outdated is 'On a claim to a later payer, after it left: why what it was built on no longer stands.';
