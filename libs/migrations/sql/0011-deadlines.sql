-- The deadlines of claims and denial cases and what was told of them: one row a stream, its lists as jsonb (docs/adr/0007).

create table views.deadline_watch (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null check (version > 0),
  state jsonb not null,
  primary key (practice, stream)
);
create index deadline_watch_by_claim on views.deadline_watch (practice, claim_id);
-- Most claims never have a deadline: lists of deadlines pass them by.
create index deadline_watch_with_clocks on views.deadline_watch (practice) where state -> 'clocks' <> '[]'::jsonb;

select work.make_switchable('views.deadline_watch');

create view views.deadline with (security_invoker = true) as
select w.practice, w.stream, w.claim_id, w.state ->> 'denialId' as denial_id, w.version, w.state ->> 'patientId' as patient_id,
  w.state ->> 'payerId' as payer_id, w.state ->> 'owner' as owner, c.kind, c."levelName" as level_name, c."noticeDate" as notice_date,
  c."statutoryDate" as statutory_date, c."workBy" as work_by, c."acceptedUntil" as accepted_until, c.state,
  c."lastAlarmDaysBefore" as last_alarm_days_before, c."amountCents" as amount_cents, c."minimumCents" as minimum_cents,
  c."meetsMinimum" as meets_minimum
from views.deadline_watch as w cross join lateral jsonb_to_recordset(w.state -> 'clocks') as c(
  kind text, "levelName" text, "noticeDate" date, "statutoryDate" date, "workBy" date, "acceptedUntil" date, state text,
  "lastAlarmDaysBefore" integer, "amountCents" bigint, "minimumCents" bigint, "meetsMinimum" boolean
)
where w.state -> 'clocks' <> '[]'::jsonb;
comment on view views.deadline is 'A deadline of a denial case, or of a claim that was rejected (denial_id is null). state: running; met (filed, or received by the payer); missed; cleared (missed, and a person said why); closed (its case or claim was). accepted_until is later than statutory_date for timely filing alone.';

create view views.missed_deadline with (security_invoker = true) as
select practice, stream, claim_id, denial_id, version, patient_id, payer_id, owner, kind, level_name, notice_date, statutory_date, work_by
from views.deadline where state = 'missed';
comment on view views.missed_deadline is 'Deadlines that were missed and of which nobody has said why: a row leaves this list with a reason alone.';

create view views.notification with (security_invoker = true) as
select w.practice, w.stream, w.claim_id, w.state ->> 'denialId' as denial_id, w.version, w.state ->> 'patientId' as patient_id,
  w.state ->> 'payerId' as payer_id, w.state ->> 'owner' as owner, n.position as number, n.entry ->> 'type' as type, n.entry ->> 'kind' as kind,
  (n.entry ->> 'daysBefore')::integer as days_before, (n.entry ->> 'statutoryDate')::date as statutory_date,
  (n.entry ->> 'at')::timestamptz as notified_at,
  exists (
    select from jsonb_array_elements(w.state -> 'clocks') as c(clock)
    where c.clock ->> 'kind' = n.entry ->> 'kind' and c.clock ->> 'statutoryDate' = n.entry ->> 'statutoryDate'
      and c.clock ->> 'state' = case n.entry ->> 'type' when 'missed' then 'missed' else 'running' end
  ) as current
from views.deadline_watch as w cross join lateral jsonb_array_elements(w.state -> 'notifications') with ordinality as n(entry, position)
where w.state -> 'clocks' <> '[]'::jsonb;
comment on view views.notification is 'What the owner of a case was told: an alarm that rang (approaching) or a deadline that was missed. current: the clock still runs, or nobody has said why it was missed. owner is who looks after the case now.';
comment on table views.deadline_watch is 'One row a denial case or rejected claim, the memory of views.deadline, views.missed_deadline and views.notification: query those.';
