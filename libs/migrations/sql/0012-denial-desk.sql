-- What a desk keeps at a denial case. Rows that are there already are put right by `claimstream projections rebuild denial --accept`.

alter table views.denial add column case_kind text not null default 'denial', add column tags jsonb not null default '[]',
  add column contacts integer not null default 0, add column expected_recovery_cents bigint, add column attachments jsonb not null default '[]',
  add column waiting_for text, add column written_off_cents bigint not null default 0, add column repeats integer not null default 0,
  add column superseded_by text collate "C", add column ball_with text;

comment on column views.denial.case_kind is 'denial, underpayment or overpayment.';
comment on column views.denial.tags is 'clinical-error, intake-error and the practice''s own.';
comment on column views.denial.contacts is 'How often the payer was contacted about it.';
comment on column views.denial.expected_recovery_cents is 'What a person expects it to bring yet; null while nobody said.';
comment on column views.denial.attachments is '[{attachmentId, kind, contentType, sizeBytes, addedBy}] of those that were not removed.';
comment on column views.denial.waiting_for is 'payer, clinic, therapist or patient, until waiting_until; null where it does not wait.';
comment on column views.denial.written_off_cents is 'Written off and not taken back.';
comment on column views.denial.repeats is 'How often a later decision denied the same again; denied_cents and lines are the newest one''s.';
comment on column views.denial.superseded_by is 'The case that goes on in its place, its lines being denied for another reason.';
comment on column views.denial.ball_with is 'Whose turn it is: billing, clinic, therapist, payer or patient; null once it is closed.';
