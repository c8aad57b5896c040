-- What handlers tried, proposed and skipped to correct denials.

alter table views.denial add column corrections jsonb not null default '[]';
comment on column views.denial.corrections is '[{attempt, handler, state, route, changes, decidedBy, reason, submissionNumber, at}] in order; views.correction has one row each.';

create view views.correction with (security_invoker = true) as
select d.practice, d.denial_id, d.claim_id, d.payer_id, c.attempt, c.handler, c.state, c.route, c.changes, c."decidedBy" as decided_by, c.reason,
  c."submissionNumber" as submission_number, c.at, d.denied_cents, d.status as denial_status
from views.denial as d cross join lateral jsonb_to_recordset(d.corrections) as c(
  attempt integer, handler text, state text, route text, changes jsonb, "decidedBy" text, reason text, "submissionNumber" integer, at timestamptz
);
comment on view views.correction is 'One try of a correction handler on a denial case. state: proposed (waits for a person), approved (leaves by a person''s hand), declined, scheduled, success, failed (does not pass the scrubber), skipped. reason: a code. changes: [{line, field, from, to}] as codes.';
