-- The schema after the last migration, for reading and comparing; the migrations make it.

create schema store;

create schema vault;

create schema views;

create schema work;

create sequence store.events_position as bigint increment 1 cache 1;

create sequence store.migrations_id_seq as integer increment 1 cache 1;

create table store.business_clock (
  only_row boolean not null default true,
  offset_ms bigint not null
);

create table store.contractions (
  migration text collate "C" not null,
  unread_since text collate "C" not null,
  applied_at timestamp(3) with time zone not null default clock_timestamp()
);

create table store.events (
  "position" bigint not null,
  event_id uuid not null,
  practice text collate "C" not null,
  stream text collate "C" not null,
  version integer not null,
  type text collate "C" not null,
  schema_version smallint not null,
  data jsonb not null,
  sealed bytea,
  key_id text collate "C",
  occurred_at timestamp(3) with time zone not null,
  recorded_at timestamp(3) with time zone not null,
  correlation_id text collate "C" not null,
  causation_id text collate "C",
  command_id text collate "C" not null,
  actor text collate "C" not null,
  trace_context text collate "C"
);

create table store.handled_commands (
  practice text collate "C" not null,
  command_id text collate "C" not null,
  outcome jsonb not null,
  recorded_at timestamp(3) with time zone not null default clock_timestamp()
);

create table store.migrations (
  id integer not null default nextval('store.migrations_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null
);

create table store.store_info (
  only_row boolean not null default true,
  mode text not null,
  created_at timestamp(3) with time zone not null default clock_timestamp()
);

create table vault.keys (
  practice text collate "C" not null,
  key_id text collate "C" not null,
  kind text not null,
  subject text collate "C" not null,
  wrapped bytea,
  wrapped_by text collate "C" not null,
  created_at timestamp(3) with time zone not null default clock_timestamp(),
  destroyed_at timestamp(3) with time zone
);

create table vault.patients (
  practice text collate "C" not null,
  lookup bytea not null,
  patient_id uuid not null,
  created_at timestamp(3) with time zone not null default clock_timestamp()
);

create table vault.raw_files (
  practice text collate "C" not null,
  file_id uuid not null,
  payer_id text collate "C",
  sha256 text collate "C" not null,
  byte_length bigint not null,
  key_id text collate "C" not null,
  sealed bytea not null,
  sealed_name bytea not null,
  received_at timestamp(3) with time zone not null default clock_timestamp()
);

create table views.claim (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  patient_id text not null,
  payer_id text not null,
  payer_kind text,
  date_of_service date,
  discipline text,
  place_of_service text,
  rendering_npi text,
  referring_npi text,
  session_ids jsonb not null,
  submission text not null,
  adjudication text not null,
  balance text not null,
  charge_cents bigint not null,
  expected_paid_cents bigint,
  paid_cents bigint not null,
  patient_cents bigint not null,
  denied_cents bigint not null,
  holds jsonb not null,
  lines jsonb not null,
  submissions integer not null,
  frequency text,
  patient_control_number text,
  payer_control_number text,
  open_denials jsonb not null,
  closes_at timestamp with time zone,
  submitted_at timestamp with time zone,
  adjudicated_on date,
  changed_at timestamp with time zone not null,
  rank integer,
  primary_claim_id text collate "C",
  later_claims jsonb not null default '[]'::jsonb,
  outdated text,
  patient_paid_cents bigint not null default 0,
  patient_owes_cents bigint not null default 0,
  problems jsonb not null default '[]'::jsonb
) partition by LIST (practice);

create table views.claim_fact (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  patient_id text not null,
  payer_id text not null,
  payer_kind text not null,
  date_of_service date not null,
  discipline text not null,
  rendering_npi text not null,
  drafted_at timestamp with time zone not null,
  entered_at timestamp with time zone,
  held_before_submission boolean not null,
  first_submitted_at timestamp with time zone,
  first_submitted_cents bigint,
  first_accepted_at timestamp with time zone,
  first_rejected_at timestamp with time zone,
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
  changed_at timestamp with time zone not null,
  patient_paid_cents bigint not null default 0,
  patient_owes_cents bigint not null default 0,
  patient_payments jsonb not null default '[]'::jsonb
) partition by LIST (practice);

create table views.deadline_watch (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null,
  state jsonb not null
) partition by LIST (practice);

create table views.denial (
  practice text collate "C" not null,
  stream text collate "C" not null,
  denial_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  claim_id text not null,
  patient_id text not null,
  payer_id text not null,
  payer_kind text not null,
  date_of_service date not null,
  notice_date date not null,
  payer_control_number text not null,
  denied_cents bigint not null,
  recovered_cents bigint not null,
  "group" text not null,
  reason text not null,
  remarks jsonb not null,
  lines jsonb not null,
  status text not null,
  category text,
  next_action text,
  alternatives jsonb not null,
  correctable boolean not null,
  handler text,
  owner text,
  deadline_kind text,
  statutory_date date,
  work_by date,
  waiting_until date,
  last_alarm_days_before integer,
  deadline_missed boolean not null,
  resubmissions integer not null,
  resolution text,
  changed_at timestamp with time zone not null,
  appeals jsonb not null default '[]'::jsonb,
  case_kind text not null default 'denial'::text,
  tags jsonb not null default '[]'::jsonb,
  contacts integer not null default 0,
  expected_recovery_cents bigint,
  attachments jsonb not null default '[]'::jsonb,
  waiting_for text,
  written_off_cents bigint not null default 0,
  repeats integer not null default 0,
  superseded_by text collate "C",
  ball_with text,
  overpaid_cents bigint,
  outstanding_cents bigint,
  corrections jsonb not null default '[]'::jsonb,
  packets jsonb not null default '[]'::jsonb,
  checklist_waivers jsonb not null default '[]'::jsonb
) partition by LIST (practice);

create table views.interchange (
  practice text collate "C" not null,
  stream text collate "C" not null,
  interchange_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  payer_id text not null,
  direction text not null,
  control_number text not null,
  transaction_sets jsonb not null,
  claims jsonb not null,
  status text not null,
  refused text,
  duplicates integer not null,
  bytes bigint not null,
  changed_at timestamp with time zone not null
) partition by LIST (practice);

create table views.provider_ledger (
  practice text collate "C" not null,
  stream text collate "C" not null,
  payer_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  entries jsonb not null,
  changed_at timestamp with time zone not null
) partition by LIST (practice);

create table views.remittance (
  practice text collate "C" not null,
  stream text collate "C" not null,
  remittance_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  payer_id text not null,
  payer_name text not null,
  trace_number text not null,
  payment_date date not null,
  payment_cents bigint not null,
  status text not null,
  claim_count integer not null,
  matched jsonb not null,
  unmatched jsonb not null,
  provider_adjustments jsonb not null,
  problems jsonb not null,
  file_id text not null,
  changed_at timestamp with time zone not null,
  source text not null default 'file'::text,
  posted_by text,
  ignored jsonb not null default '[]'::jsonb
) partition by LIST (practice);

create table views.session (
  practice text collate "C" not null,
  stream text collate "C" not null,
  session_id text collate "C" not null,
  version integer not null,
  state jsonb not null,
  revision integer not null,
  patient_id text not null,
  payer_id text not null,
  date_of_service date not null,
  discipline text not null,
  place_of_service text not null,
  source text not null,
  status text not null,
  claim_id text,
  rules jsonb not null,
  changed_at timestamp with time zone not null
) partition by LIST (practice);

create table views.threshold (
  practice text collate "C" not null,
  stream text collate "C" not null,
  patient_id text collate "C" not null,
  year integer not null,
  version integer not null,
  state jsonb not null,
  ot_opening_cents bigint not null,
  ot_reserved_cents bigint not null,
  ot_adjudicated_cents bigint not null,
  ot_contested_cents bigint not null,
  pt_slp_opening_cents bigint not null,
  pt_slp_reserved_cents bigint not null,
  pt_slp_adjudicated_cents bigint not null,
  pt_slp_contested_cents bigint not null,
  ot_payer_reported_cents bigint,
  pt_slp_payer_reported_cents bigint,
  payer_reported_as_of date,
  kx_threshold_reached_on date,
  medical_review_reached_on date,
  changed_at timestamp with time zone not null,
  ot_kx_reached_on date,
  pt_slp_kx_reached_on date,
  ot_medical_review_reached_on date,
  pt_slp_medical_review_reached_on date,
  ot_drifted_lines jsonb not null default '[]'::jsonb,
  pt_slp_drifted_lines jsonb not null default '[]'::jsonb
) partition by LIST (practice);

create table views.timeline (
  practice text collate "C" not null,
  stream text collate "C" not null,
  claim_id text collate "C" not null,
  version integer not null,
  state jsonb not null
) partition by LIST (practice);

create table work.analyst_practices (
  login text collate "C" not null,
  practice text collate "C" not null
);

create table work.checkpoints (
  name text collate "C" not null,
  "position" bigint not null,
  updated_at timestamp(3) with time zone not null default clock_timestamp()
);

create table work.control_numbers (
  practice text collate "C" not null,
  receiver_id text collate "C" not null,
  last_number integer not null
);

create table work.due_work (
  practice text collate "C" not null,
  kind text collate "C" not null,
  intent text collate "C" not null,
  due_at timestamp(3) with time zone not null,
  revision integer not null,
  stream text collate "C" not null,
  stream_version integer not null,
  state text not null,
  detail jsonb not null default '{}'::jsonb
) partition by LIST (practice);

create table work.due_work_streams (
  practice text collate "C" not null,
  stream text collate "C" not null,
  version integer not null,
  state jsonb not null
) partition by LIST (practice);

create table work.parked_streams (
  practice text collate "C" not null,
  consumer text collate "C" not null,
  stream text collate "C" not null,
  version integer not null,
  "position" bigint not null,
  reason text not null,
  parked_at timestamp(3) with time zone not null default clock_timestamp()
);

create table work.payer_pace (
  practice text collate "C" not null,
  payer_id text collate "C" not null,
  free_at timestamp with time zone not null
);

create table work.rebuilds (
  projection text collate "C" not null,
  generation integer not null,
  folded_by text not null,
  "position" bigint not null,
  events bigint not null,
  faults jsonb not null,
  started_at timestamp(3) with time zone not null default clock_timestamp(),
  updated_at timestamp(3) with time zone not null default clock_timestamp()
);

create table work.sent_claims (
  practice text collate "C" not null,
  claim_id text collate "C" not null,
  submission_number integer not null,
  payer_id text collate "C" not null,
  receiver_id text collate "C" not null,
  control_number integer not null,
  interchange_id text collate "C" not null,
  file_name text collate "C" not null,
  stream text collate "C" not null,
  stream_version integer not null
) partition by LIST (practice);

create table work.stream_progress (
  practice text collate "C" not null,
  consumer text collate "C" not null,
  stream text collate "C" not null,
  version integer not null
);

create table work.view_generations (
  projection text collate "C" not null,
  generation integer not null,
  switched_at timestamp(3) with time zone not null default clock_timestamp(),
  fold_version integer
);

create table views.claim_fact_v1 partition of views.claim_fact DEFAULT;

create table views.claim_v1 partition of views.claim DEFAULT;

create table views.deadline_watch_v1 partition of views.deadline_watch DEFAULT;

create table views.denial_v1 partition of views.denial DEFAULT;

create table views.interchange_v1 partition of views.interchange DEFAULT;

create table views.provider_ledger_v1 partition of views.provider_ledger DEFAULT;

create table views.remittance_v1 partition of views.remittance DEFAULT;

create table views.session_v1 partition of views.session DEFAULT;

create table views.threshold_v1 partition of views.threshold DEFAULT;

create table views.timeline_v1 partition of views.timeline DEFAULT;

create table work.due_work_streams_v1 partition of work.due_work_streams DEFAULT;

create table work.due_work_v1 partition of work.due_work DEFAULT;

create table work.sent_claims_v1 partition of work.sent_claims DEFAULT;

alter table store.business_clock add constraint business_clock_only_row_check CHECK (only_row);

alter table store.business_clock add constraint business_clock_pkey PRIMARY KEY (only_row);

alter table store.contractions add constraint contractions_pkey PRIMARY KEY (migration);

alter table store.events add constraint events_pkey PRIMARY KEY (practice, stream, version);

alter table store.events add constraint events_position_is_unique UNIQUE ("position");

alter table store.events add constraint events_practice_has_no_slash CHECK (((practice <> ''::text) AND (strpos(practice, '/'::text) = 0)));

alter table store.events add constraint events_schema_version_check CHECK ((schema_version > 0));

alter table store.events add constraint events_sealed_names_its_key CHECK (((sealed IS NULL) = (key_id IS NULL)));

alter table store.events add constraint events_stream_begins_with_practice CHECK (starts_with(stream, (practice || '/'::text)));

alter table store.events add constraint events_version_check CHECK ((version > 0));

alter table store.handled_commands add constraint handled_commands_pkey PRIMARY KEY (practice, command_id);

alter table store.migrations add constraint "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id);

alter table store.store_info add constraint store_info_mode_check CHECK ((mode = ANY (ARRAY['demo'::text, 'production'::text])));

alter table store.store_info add constraint store_info_only_row_check CHECK (only_row);

alter table store.store_info add constraint store_info_pkey PRIMARY KEY (only_row);

alter table vault.keys add constraint keys_destroyed_have_no_bytes CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)));

alter table vault.keys add constraint keys_id_begins_with_practice CHECK (starts_with(key_id, (practice || '/'::text)));

alter table vault.keys add constraint keys_kind_check CHECK ((kind = ANY (ARRAY['practice'::text, 'patient'::text, 'file'::text])));

alter table vault.keys add constraint keys_pkey PRIMARY KEY (practice, key_id);

alter table vault.patients add constraint patients_pkey PRIMARY KEY (practice, lookup);

alter table vault.patients add constraint patients_practice_patient_id_key UNIQUE (practice, patient_id);

alter table vault.raw_files add constraint raw_files_pkey PRIMARY KEY (practice, file_id);

alter table views.claim add constraint claim_pkey1 PRIMARY KEY (practice, stream);

alter table views.claim add constraint claim_practice_claim_id_key1 UNIQUE (practice, claim_id);

alter table views.claim add constraint claim_version_check CHECK ((version > 0));

alter table views.claim_fact add constraint claim_fact_pkey1 PRIMARY KEY (practice, stream);

alter table views.claim_fact add constraint claim_fact_practice_claim_id_key1 UNIQUE (practice, claim_id);

alter table views.claim_fact add constraint claim_fact_version_check CHECK ((version > 0));

alter table views.deadline_watch add constraint deadline_watch_pkey1 PRIMARY KEY (practice, stream);

alter table views.deadline_watch add constraint deadline_watch_version_check CHECK ((version > 0));

alter table views.denial add constraint denial_pkey1 PRIMARY KEY (practice, stream);

alter table views.denial add constraint denial_practice_denial_id_key1 UNIQUE (practice, denial_id);

alter table views.denial add constraint denial_version_check CHECK ((version > 0));

alter table views.interchange add constraint interchange_pkey1 PRIMARY KEY (practice, stream);

alter table views.interchange add constraint interchange_practice_interchange_id_key1 UNIQUE (practice, interchange_id);

alter table views.interchange add constraint interchange_version_check CHECK ((version > 0));

alter table views.provider_ledger add constraint provider_ledger_pkey1 PRIMARY KEY (practice, stream);

alter table views.provider_ledger add constraint provider_ledger_practice_payer_id_key1 UNIQUE (practice, payer_id);

alter table views.provider_ledger add constraint provider_ledger_version_check CHECK ((version > 0));

alter table views.remittance add constraint remittance_pkey1 PRIMARY KEY (practice, stream);

alter table views.remittance add constraint remittance_practice_remittance_id_key1 UNIQUE (practice, remittance_id);

alter table views.remittance add constraint remittance_version_check CHECK ((version > 0));

alter table views.session add constraint session_pkey1 PRIMARY KEY (practice, stream);

alter table views.session add constraint session_practice_session_id_key1 UNIQUE (practice, session_id);

alter table views.session add constraint session_version_check CHECK ((version > 0));

alter table views.threshold add constraint threshold_pkey1 PRIMARY KEY (practice, stream);

alter table views.threshold add constraint threshold_practice_patient_id_year_key1 UNIQUE (practice, patient_id, year);

alter table views.threshold add constraint threshold_version_check CHECK ((version > 0));

alter table views.timeline add constraint timeline_pkey1 PRIMARY KEY (practice, stream);

alter table views.timeline add constraint timeline_version_check CHECK ((version > 0));

alter table work.analyst_practices add constraint analyst_practices_pkey PRIMARY KEY (login, practice);

alter table work.analyst_practices add constraint analyst_practices_practice_check CHECK ((practice <> ''::text));

alter table work.checkpoints add constraint checkpoints_pkey PRIMARY KEY (name);

alter table work.checkpoints add constraint checkpoints_position_check CHECK (("position" >= 0));

alter table work.control_numbers add constraint control_numbers_last_number_check CHECK (((last_number >= 1) AND (last_number <= 999999999)));

alter table work.control_numbers add constraint control_numbers_pkey PRIMARY KEY (practice, receiver_id);

alter table work.due_work add constraint due_work_pkey1 PRIMARY KEY (practice, kind, intent);

alter table work.due_work add constraint due_work_revision_check CHECK ((revision > 0));

alter table work.due_work add constraint due_work_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'superseded'::text])));

alter table work.due_work add constraint due_work_stream_begins_with_practice CHECK (starts_with(stream, (practice || '/'::text)));

alter table work.due_work add constraint due_work_stream_version_check CHECK ((stream_version > 0));

alter table work.due_work_streams add constraint due_work_streams_pkey1 PRIMARY KEY (practice, stream);

alter table work.due_work_streams add constraint due_work_streams_version_check CHECK ((version > 0));

alter table work.parked_streams add constraint parked_streams_pkey PRIMARY KEY (practice, consumer, stream);

alter table work.parked_streams add constraint parked_streams_version_check CHECK ((version > 0));

alter table work.payer_pace add constraint payer_pace_pkey PRIMARY KEY (practice, payer_id);

alter table work.rebuilds add constraint rebuilds_events_check CHECK ((events >= 0));

alter table work.rebuilds add constraint rebuilds_generation_check CHECK ((generation > 1));

alter table work.rebuilds add constraint rebuilds_pkey PRIMARY KEY (projection);

alter table work.rebuilds add constraint rebuilds_position_check CHECK (("position" >= 0));

alter table work.sent_claims add constraint sent_claims_pkey1 PRIMARY KEY (practice, claim_id, submission_number);

alter table work.sent_claims add constraint sent_claims_stream_version_check CHECK ((stream_version > 0));

alter table work.stream_progress add constraint stream_progress_pkey PRIMARY KEY (practice, consumer, stream);

alter table work.stream_progress add constraint stream_progress_stream_begins_with_practice CHECK (starts_with(stream, (practice || '/'::text)));

alter table work.stream_progress add constraint stream_progress_version_check CHECK ((version > 0));

alter table work.view_generations add constraint view_generations_fold_version_check CHECK ((fold_version > 0));

alter table work.view_generations add constraint view_generations_generation_check CHECK ((generation > 0));

alter table work.view_generations add constraint view_generations_pkey PRIMARY KEY (projection);

CREATE UNIQUE INDEX keys_one_living_key_a_subject ON vault.keys USING btree (practice, kind, subject) WHERE (destroyed_at IS NULL);

CREATE INDEX deadline_watch_practice_claim_id_idx ON ONLY views.deadline_watch USING btree (practice, claim_id);

CREATE INDEX deadline_watch_practice_idx ON ONLY views.deadline_watch USING btree (practice) WHERE ((state -> 'clocks'::text) <> '[]'::jsonb);

CREATE INDEX denial_practice_work_by_notice_date_idx ON ONLY views.denial USING btree (practice, work_by, notice_date) WHERE (status <> ALL (ARRAY['resolved'::text, 'written-off'::text]));

CREATE INDEX timeline_practice_claim_id_idx ON ONLY views.timeline USING btree (practice, claim_id);

CREATE INDEX due_work_due_at_practice_kind_intent_idx ON ONLY work.due_work USING btree (due_at, practice, kind, intent) WHERE (state = 'open'::text);

CREATE INDEX due_work_practice_stream_idx ON ONLY work.due_work USING btree (practice, stream);

CREATE INDEX sent_claims_practice_receiver_id_control_number_idx ON ONLY work.sent_claims USING btree (practice, receiver_id, control_number);

CREATE INDEX sent_claims_practice_stream_idx ON ONLY work.sent_claims USING btree (practice, stream);

view views.aged_receivable with (security_invoker=true) (
  practice text collate "C",
  payer_id text,
  bucket text,
  from_day integer,
  claims bigint,
  open_cents bigint
);

view views.appeal with (security_invoker=true) (
  practice text collate "C",
  claim_id text,
  denial_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  level text,
  filed_on date,
  method text,
  decided_on date,
  outcome text,
  amount_cents bigint
);

view views.appeal_packet with (security_invoker=true) (
  practice text collate "C",
  denial_id text collate "C",
  claim_id text,
  payer_id text,
  packet_id text,
  level text,
  pages integer,
  size_bytes integer,
  attachments integer,
  requested_cents bigint,
  prepared_on date,
  prepared_by text,
  filed_on date,
  category text
);

view views.claim_line with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  line integer,
  service_date date,
  code text,
  modifiers jsonb,
  units integer,
  charge_cents bigint,
  expected_paid_cents bigint,
  allowed_cents bigint,
  paid_cents bigint,
  adjustments jsonb
);

view views.claim_problem with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  problem text,
  remittance_id text,
  remittance_claim integer,
  code text,
  charge_cents bigint,
  paid_cents bigint
);

view views.claim_timeline with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  stream text collate "C",
  version integer,
  "position" bigint,
  occurred_at timestamp with time zone,
  type text,
  actor text,
  detail jsonb
);

view views.correction with (security_invoker=true) (
  practice text collate "C",
  denial_id text collate "C",
  claim_id text,
  payer_id text,
  attempt integer,
  handler text,
  state text,
  route text,
  changes jsonb,
  decided_by text,
  reason text,
  submission_number integer,
  at timestamp with time zone,
  denied_cents bigint,
  denial_status text
);

view views.deadline with (security_invoker=true) (
  practice text collate "C",
  stream text collate "C",
  claim_id text collate "C",
  denial_id text,
  version integer,
  patient_id text,
  payer_id text,
  owner text,
  kind text,
  level_name text,
  notice_date date,
  statutory_date date,
  work_by date,
  accepted_until date,
  state text,
  last_alarm_days_before integer,
  amount_cents bigint,
  minimum_cents bigint,
  meets_minimum boolean
);

view views.denied_line with (security_invoker=true) (
  practice text collate "C",
  claim_id text,
  denial_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  notice_date date,
  line integer,
  adjustment_group text,
  reason text,
  remarks jsonb,
  denied_cents bigint
);

view views.ignored_claim with (security_invoker=true) (
  practice text collate "C",
  remittance_id text collate "C",
  version integer,
  payer_id text,
  payment_date date,
  index integer,
  status text,
  charge_cents bigint,
  paid_cents bigint,
  reason text
);

view views.kpi_day with (security_invoker=true) (
  practice text collate "C",
  day date,
  claims_entered bigint,
  claims_clean bigint,
  claims_submitted bigint,
  submitted_cents bigint,
  claims_accepted bigint,
  claims_rejected bigint,
  claims_decided bigint,
  claims_initially_denied bigint,
  initially_denied_cents bigint,
  claims_paid bigint
);

view views.kpi_days_to_payment with (security_invoker=true) (
  practice text collate "C",
  month date,
  payer_id text,
  claims bigint,
  mean_days numeric,
  median_days double precision
);

view views.kpi_month with (security_invoker=true) (
  practice text collate "C",
  month date,
  claims_entered bigint,
  claims_clean bigint,
  claims_submitted bigint,
  submitted_cents bigint,
  claims_initially_denied bigint,
  initially_denied_cents bigint,
  clean_claim_rate numeric,
  initial_denial_rate numeric,
  initial_denial_rate_of_charges numeric
);

view views.kpi_net_collection with (security_invoker=true) (
  practice text collate "C",
  month date,
  payer_id text,
  claims bigint,
  paid_cents bigint,
  contractual_cents bigint,
  patient_cents bigint,
  denied_cents bigint,
  net_collection_rate numeric,
  patient_paid_cents bigint,
  net_collection_rate_with_patients numeric
);

view views.missed_deadline with (security_invoker=true) (
  practice text collate "C",
  stream text collate "C",
  claim_id text collate "C",
  denial_id text,
  version integer,
  patient_id text,
  payer_id text,
  owner text,
  kind text,
  level_name text,
  notice_date date,
  statutory_date date,
  work_by date
);

view views.notification with (security_invoker=true) (
  practice text collate "C",
  stream text collate "C",
  claim_id text collate "C",
  denial_id text,
  version integer,
  patient_id text,
  payer_id text,
  owner text,
  number bigint,
  type text,
  kind text,
  days_before integer,
  statutory_date date,
  notified_at timestamp with time zone,
  current boolean
);

view views.patient_payment with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  payment_id text,
  kind text,
  amount_cents bigint,
  received_on date,
  posted_by text,
  reversed_by text
);

view views.payment_variance with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  case_number integer,
  kind text,
  amount_cents bigint,
  tolerance_cents bigint,
  open_cents bigint,
  how text,
  remittance_id text,
  payment_date date
);

view views.provider_adjustment with (security_invoker=true) (
  practice text collate "C",
  remittance_id text collate "C",
  version integer,
  payer_id text,
  payment_date date,
  index integer,
  reason text,
  amount_cents bigint
);

view views.provider_ledger_balance with (security_invoker=true) (
  practice text collate "C",
  payer_id text collate "C",
  kind text,
  entries bigint,
  balance_cents bigint,
  open_entries bigint,
  open_cents bigint
);

view views.provider_ledger_entry with (security_invoker=true) (
  practice text collate "C",
  payer_id text collate "C",
  version integer,
  entry_id text,
  remittance_id text,
  index integer,
  payment_date date,
  reason text,
  kind text,
  amount_cents bigint,
  claim_ids jsonb,
  tied_cents bigint,
  paired_cents bigint,
  open_cents bigint
);

view views.remittance_claim with (security_invoker=true) (
  practice text collate "C",
  remittance_id text collate "C",
  version integer,
  payer_id text,
  payment_date date,
  index integer,
  claim_id text,
  status text,
  charge_cents bigint,
  paid_cents bigint
);

view views.session_finding with (security_invoker=true) (
  practice text collate "C",
  session_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  date_of_service date,
  status text,
  rule text,
  severity text,
  procedure integer,
  line integer
);

view views.silent_claim with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  submission_number integer,
  awaited text,
  since timestamp with time zone,
  submitted_at timestamp with time zone,
  charge_cents bigint,
  chased_by text,
  next_on date
);

view views.submission with (security_invoker=true) (
  practice text collate "C",
  claim_id text collate "C",
  version integer,
  patient_id text,
  payer_id text,
  submission_number integer,
  frequency text,
  patient_control_number text,
  interchange_control_number integer,
  denial_id text,
  charge_cents bigint,
  submitted_at timestamp with time zone,
  accepted_at timestamp with time zone,
  rejected_at timestamp with time zone,
  decided_on date,
  state text,
  stage text,
  payer_accepted_on date
);

view views.unmatched_claim with (security_invoker=true) (
  practice text collate "C",
  remittance_id text collate "C",
  version integer,
  payer_id text,
  payment_date date,
  index integer,
  status text,
  charge_cents bigint,
  paid_cents bigint,
  reason text
);

CREATE OR REPLACE FUNCTION store.append(batch jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  last_command constant integer := jsonb_array_length(batch) - 1;
  buckets integer[] := '{}';
  bucket integer;
  turns integer[] := '{0}';
  turn integer;
  fresh boolean[] := '{}';
  repeats jsonb := '[]';
  command jsonb;
  target jsonb;
  event jsonb;
  its_practice text;
  its_id text;
  its_time timestamptz(3);
  its_stream text;
  expected integer;
  head integer;
  recorded timestamptz(3);
  next_position bigint;
  positions bigint[] := '{}';
  versions integer[] := '{}';
begin
  perform store.require_read_committed();

  for c in 0 .. last_command loop
    target := batch -> c -> 'streams';
    for s in 0 .. jsonb_array_length(target) - 1 loop
      buckets := array_append(buckets, (hashtextextended(target -> s ->> 'stream', 0) & 1023)::integer);
    end loop;
  end loop;
  if cardinality(buckets) > 1 then
    buckets := array(select distinct unnest(buckets) order by 1);
  end if;
  foreach bucket in array buckets loop
    perform pg_advisory_xact_lock(5101, bucket);
  end loop;

  if last_command > 0 then
    turns := array(
      select n - 1 from jsonb_array_elements(batch) with ordinality as c(command, n)
      order by c.command ->> 'practice' collate "C", c.command ->> 'id' collate "C"
    );
  end if;
  fresh := array_fill(true, array[last_command + 1], array[0]);
  foreach turn in array turns loop
    command := batch -> turn;
    insert into store.handled_commands (practice, command_id, outcome)
    values (command ->> 'practice', command ->> 'id', command -> 'outcome')
    on conflict do nothing;
    fresh[turn] := found;
  end loop;

  for c in 0 .. last_command loop
    command := batch -> c;
    its_practice := command ->> 'practice';
    its_id := command ->> 'id';
    if not fresh[c] then
      repeats := repeats || (
        select jsonb_build_object('n', c, 'outcome', h.outcome) from store.handled_commands as h
        where h.practice = its_practice and h.command_id = its_id
      );
      continue;
    end if;

    its_time := command ->> 'occurred_at';
    for s in 0 .. jsonb_array_length(command -> 'streams') - 1 loop
      target := command -> 'streams' -> s;
      its_stream := target ->> 'stream';
      expected := target -> 'expected';
      select e.version into head from store.events as e
      where e.practice = its_practice and e.stream = its_stream order by e.version desc limit 1;
      head := coalesce(head, 0);
      if (case expected when -3 then false when -2 then head = 0 when -1 then head > 0 else head <> expected end) then
        raise exception 'expected version % of stream %, found %', expected, its_stream, head using
          errcode = case expected when -1 then 'ZS002' when -2 then 'ZS003' else 'ZS001' end,
          detail = jsonb_build_object('stream', its_stream, 'expected', expected, 'actual', head)::text;
      end if;

      target := target -> 'events';
      for e in 0 .. jsonb_array_length(target) - 1 loop
        if recorded is null then
          perform pg_advisory_xact_lock_shared(last_value) from store.events_position;
          recorded := clock_timestamp();
        end if;
        event := target -> e;
        head := head + 1;
        next_position := nextval('store.events_position');
        insert into store.events (
          position, event_id, practice, stream, version, type, schema_version, data, sealed, key_id, occurred_at, recorded_at,
          correlation_id, causation_id, command_id, actor, trace_context
        ) values (
          next_position, (event ->> 'event_id')::uuid, its_practice, its_stream, head, event ->> 'type',
          (event ->> 'schema_version')::smallint, event -> 'data', (event ->> 'sealed')::bytea, event ->> 'key_id',
          its_time, recorded, command ->> 'correlation_id', command ->> 'causation_id', its_id, command ->> 'actor',
          command ->> 'trace_context'
        );
        positions := array_append(positions, next_position);
        versions := array_append(versions, head);
      end loop;
    end loop;
  end loop;

  return jsonb_build_object(
    'recorded_at', recorded, 'positions', to_jsonb(positions), 'versions', to_jsonb(versions), 'repeats', repeats
  );
end $function$
;

CREATE OR REPLACE FUNCTION store.append_event(its_practice text, its_command_id text, its_outcome jsonb, its_occurred_at timestamp with time zone, its_correlation_id text, its_causation_id text, its_actor text, its_trace_context text, its_stream text, its_expected integer, its_event_id uuid, its_type text, its_schema_version smallint, its_data jsonb, its_sealed bytea, its_key_id text)
 RETURNS bigint[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  head integer;
  recorded timestamptz(3);
  next_position bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform store.require_read_committed();
  end if;
  perform pg_advisory_xact_lock(5101, (hashtextextended(its_stream, 0) & 1023)::integer);
  insert into store.handled_commands (practice, command_id, outcome)
  values (its_practice, its_command_id, its_outcome)
  on conflict do nothing;
  if not found then
    return null;
  end if;

  head := (select max(e.version) from store.events as e where e.practice = its_practice and e.stream = its_stream);
  head := coalesce(head, 0);
  if (case its_expected when -3 then false when -2 then head = 0 when -1 then head > 0 else head <> its_expected end) then
    raise exception 'expected version % of stream %, found %', its_expected, its_stream, head using
      errcode = case its_expected when -1 then 'ZS002' when -2 then 'ZS003' else 'ZS001' end,
      detail = jsonb_build_object('stream', its_stream, 'expected', its_expected, 'actual', head)::text;
  end if;

  perform pg_advisory_xact_lock_shared(last_value) from store.events_position;
  recorded := clock_timestamp();
  next_position := nextval('store.events_position');
  insert into store.events (
    position, event_id, practice, stream, version, type, schema_version, data, sealed, key_id, occurred_at, recorded_at,
    correlation_id, causation_id, command_id, actor, trace_context
  ) values (
    next_position, its_event_id, its_practice, its_stream, head + 1, its_type, its_schema_version, its_data, its_sealed, its_key_id,
    its_occurred_at, recorded, its_correlation_id, its_causation_id, its_command_id, its_actor, its_trace_context
  );
  return array[next_position, head + 1, (extract(epoch from recorded) * 1000)::bigint];
end $function$
;

CREATE OR REPLACE FUNCTION store.append_many(commands json, streams json, events json, ciphertexts bytea, all_or_nothing boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET jit TO 'off'
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  bucket integer;
  heads integer[];
  misfits jsonb;
  unfit integer[];
  fresh boolean[];
  repeats jsonb := '[]';
  recorded timestamptz(3);
  positions bigint[];
  versions integer[];
  first_misfit jsonb;
begin
  perform store.require_read_committed();
  for bucket in
    select distinct (hashtextextended(s.stream, 0) & 1023)::integer from json_to_recordset(streams) as s(stream text) order by 1
  loop
    perform pg_advisory_xact_lock(5101, bucket);
  end loop;

  heads := array(
    select coalesce((select max(e.version) from store.events as e where e.practice = s.practice and e.stream = s.stream), 0)
    from json_to_recordset(streams) as s(n integer, practice text, stream text) order by s.n
  );
  select coalesce(jsonb_agg(jsonb_build_object('n', s.c, 'stream', s.stream, 'expected', s.expected, 'actual', heads[s.n]) order by s.n), '[]'),
    coalesce(array_agg(s.c), '{}')
  into misfits, unfit
  from json_to_recordset(streams) as s(n integer, c integer, stream text, expected integer)
  where case s.expected when -3 then false when -2 then heads[s.n] = 0 when -1 then heads[s.n] > 0 else heads[s.n] <> s.expected end;

  with inserted as (
    insert into store.handled_commands (practice, command_id, outcome)
    select c.practice, c.id, c.outcome from json_to_recordset(commands) as c(n integer, practice text, id text, outcome jsonb)
    where c.n <> all(unfit)
    order by c.practice collate "C", c.id collate "C"
    on conflict do nothing
    returning practice, command_id
  )
  select array_agg(i.command_id is not null order by c.n) into fresh
  from json_to_recordset(commands) as c(n integer, practice text, id text)
  left join inserted as i on i.practice = c.practice and i.command_id = c.id;

  if false = any(fresh) then
    -- A repeat finds its streams where it has put them itself, so it is no refusal.
    select coalesce(jsonb_agg(jsonb_build_object('n', c.n, 'outcome', h.outcome)), '[]') into repeats
    from json_to_recordset(commands) as c(n integer, practice text, id text)
    join store.handled_commands as h on h.practice = c.practice and h.command_id = c.id
    where not fresh[c.n];
    select coalesce(jsonb_agg(m.misfit order by m.place), '[]') into misfits
    from jsonb_array_elements(misfits) with ordinality as m(misfit, place)
    where not exists (select from jsonb_array_elements(repeats) as r where r -> 'n' = m.misfit -> 'n');
    first_misfit := misfits -> 0;
    if all_or_nothing and first_misfit is not null then
      raise exception 'expected version % of stream %, found %', first_misfit -> 'expected', first_misfit ->> 'stream', first_misfit -> 'actual' using
        errcode = case (first_misfit -> 'expected')::integer when -1 then 'ZS002' when -2 then 'ZS003' else 'ZS001' end,
        detail = (first_misfit - 'n')::text;
    end if;
  end if;

  if true = any(fresh) then
    perform pg_advisory_xact_lock_shared(last_value) from store.events_position;
    recorded := clock_timestamp();
    with written as (
      insert into store.events (
        position, event_id, practice, stream, version, type, schema_version, data, sealed, key_id, occurred_at, recorded_at,
        correlation_id, causation_id, command_id, actor, trace_context
      )
      select nextval('store.events_position'), placed.event_id, placed.practice, placed.stream, placed.version, placed.type, placed.schema_version,
        placed.data, substring(ciphertexts from placed.begins for placed.bytes), placed.key_id, placed.occurred_at, recorded, placed.correlation_id, placed.causation_id, placed.id,
        placed.actor, placed.trace_context
      from (
        select e.event_id, c.practice, s.stream, heads[e.s] + e.k as version, e.type, e.schema_version, e.data, e.begins, e.bytes, e.key_id, c.occurred_at,
          c.correlation_id, c.causation_id, c.id, c.actor, c.trace_context
        from json_to_recordset(events) as e(
          n integer, c integer, s integer, k integer, event_id uuid, type text, schema_version smallint, data jsonb, begins integer, bytes integer,
          key_id text
        )
        join json_to_recordset(streams) as s(n integer, stream text) on s.n = e.s
        join json_to_recordset(commands) as c(
          n integer, practice text, id text, occurred_at timestamptz, correlation_id text, causation_id text, actor text, trace_context text
        ) on c.n = e.c
        where fresh[e.c]
        order by e.n
      ) as placed
      returning position, version
    )
    select array_agg(w.position order by w.position), array_agg(w.version order by w.position) into positions, versions from written as w;
  end if;

  return jsonb_build_object(
    'recorded_at', recorded, 'positions', to_jsonb(coalesce(positions, '{}')), 'versions', to_jsonb(coalesce(versions, '{}')),
    'repeats', repeats, 'refused', misfits
  );
end $function$
;

CREATE OR REPLACE FUNCTION store.guard_business_clock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from store.store_info where mode = 'demo') then
    raise exception 'the business clock of a production store does not move' using errcode = 'ZS021';
  end if;
  -- A demo may begin in any year; once something has happened, time goes forward alone.
  if tg_op <> 'UPDATE' or (new.offset_ms < old.offset_ms and exists (select from store.events)) then
    raise exception 'the business clock does not run backwards' using errcode = 'ZS022';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION store.low_water_mark()
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  last_position bigint;
  oldest_writer bigint;
begin
  perform store.require_read_committed();
  select last_value into last_position from store.events_position;
  select min((classid::bigint << 32) | objid::bigint) into oldest_writer
  from pg_locks
  where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock' and granted
    and database = (select oid from pg_database where datname = current_database());
  return least(last_position, oldest_writer);
end $function$
;

CREATE OR REPLACE FUNCTION store.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is refused: what stands in %.% stands for ever', tg_op, tg_table_schema, tg_table_name
    using errcode = 'ZS010';
end $function$
;

CREATE OR REPLACE FUNCTION store.refuse_other_practice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a transaction in the name of one practice appends for another' using errcode = 'ZS004';
end $function$
;

CREATE OR REPLACE FUNCTION store.require_read_committed()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the event store is written and read under READ COMMITTED alone' using errcode = 'ZS011';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION views.business_date()
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select ((statement_timestamp() + make_interval(secs => offset_ms / 1000.0)) at time zone 'UTC')::date from store.business_clock
$function$
;

CREATE OR REPLACE FUNCTION views.own_practices()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select practice from work.analyst_practices where login = session_user
$function$
;

CREATE OR REPLACE FUNCTION work.make_switchable(live regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  space name;
  plain name;
begin
  select n.nspname, c.relname into strict space, plain
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where c.oid = live;
  execute format('alter table %I.%I rename to %I', space, plain, plain || '_v1');
  execute format('create table %I.%I (like %I.%I including all) partition by list (practice)', space, plain, space, plain || '_v1');
  execute format('alter table %I.%I attach partition %I.%I default', space, plain, space, plain || '_v1');
end $function$
;

CREATE TRIGGER business_clock_is_not_emptied BEFORE TRUNCATE ON store.business_clock FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change();

CREATE TRIGGER business_clock_moves_forward BEFORE INSERT OR DELETE OR UPDATE ON store.business_clock FOR EACH ROW EXECUTE FUNCTION store.guard_business_clock();

CREATE TRIGGER events_are_of_the_practice_named BEFORE INSERT ON store.events FOR EACH ROW WHEN ((new.practice <> NULLIF(current_setting('claimstream.practice'::text, true), ''::text))) EXECUTE FUNCTION store.refuse_other_practice();

CREATE TRIGGER events_stand_for_ever BEFORE DELETE OR UPDATE OR TRUNCATE ON store.events FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change() enabled always;

CREATE TRIGGER handled_commands_are_of_the_practice_named BEFORE INSERT ON store.handled_commands FOR EACH ROW WHEN ((new.practice <> NULLIF(current_setting('claimstream.practice'::text, true), ''::text))) EXECUTE FUNCTION store.refuse_other_practice();

CREATE TRIGGER handled_commands_stand_for_ever BEFORE DELETE OR UPDATE OR TRUNCATE ON store.handled_commands FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change() enabled always;

CREATE TRIGGER store_info_stands_for_ever BEFORE DELETE OR UPDATE OR TRUNCATE ON store.store_info FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change() enabled always;

comment on views.aged_receivable is 'Billed receivables of payers (MAP AR-2) by age: charges that are neither paid, nor contractually adjusted, nor the patient''s, of claims that are not closed or written off. The age runs from the day the claim was first sent (UTC) to the business clock''s day. What patients owe is not in it: views.claim_fact.patient_owes_cents, once the last payer has answered.';

comment on views.appeal is 'An appeal of a denial case, one a level; outcome (upheld, partly, overturned) and amount are null until it is decided. upheld: the denial stands.';

comment on views.appeal_packet is 'One packet that was put together for an appeal. filed_on: null where it was not filed: a later one took its place, or nobody has filed it yet.';

comment on views.claim is 'One row a claim on its three axes (submission, adjudication, balance); lines in views.claim_line.';

comment on views.claim_fact is 'One row a claim, for figures: when each thing first happened and how its charges stand. contractual, patient and denied cents are those of each line''s last decision.';

comment on views.claim_line is 'A charge line of a claim as it stands now, with the payer''s last decision about it. Cents are integers; adjustments are [{group, reason, amountCents}], + reduces the payment.';

comment on views.claim_problem is 'Money of a payer that is posted to a claim and that a person has to explain. line-untied: the payer''s line is for certain none of the claim''s; decision-unknown: a reversal of a decision that does not stand; amount-differs: a reversal of another amount than was paid. Gone where the posting is undone.';

comment on views.claim_timeline is 'What happened to a claim and to its denial cases, an event a row: order by position. detail holds the event''s plain fields in clear.';

comment on views.correction is 'One try of a correction handler on a denial case. state: proposed (waits for a person), approved (leaves by a person''s hand), declined, scheduled, success, failed (does not pass the scrubber), skipped. reason: a code. changes: [{line, field, from, to}] as codes.';

comment on views.deadline is 'A deadline of a denial case, or of a claim that was rejected (denial_id is null). state: running; met (filed, or received by the payer); missed; cleared (missed, and a person said why); closed (its case or claim was). accepted_until is later than statutory_date for timely filing alone.';

comment on views.deadline_watch is 'One row a denial case or rejected claim, the memory of views.deadline, views.missed_deadline and views.notification: query those.';

comment on views.denial is 'One row a denial case: what was denied, why, who owns it, what is next and until when.';

comment on views.denied_line is 'A denied line of a denial case with its CARC (reason); line is null where the claim was denied as a whole.';

comment on views.ignored_claim is 'Money of a payment that a person set aside as none of ours; why is sealed.';

comment on views.interchange is 'One row an X12 file, sent or received.';

comment on views.kpi_day is 'Claims by the day on which something happened to them for the first time. Each claim counts once a column. Days of our own doing are UTC days by the business clock, days of a payer''s decision its payment dates.';

comment on views.kpi_days_to_payment is 'Days from the day a claim was first sent (UTC) to the date of the first payment with money in it, by the month of that payment and payer. Claims never paid are not in it.';

comment on views.kpi_month is 'clean_claim_rate (MAP CL-1): claims that were never held before they were first sent ÷ claims that were released or held for the first time in the month; it says nothing of the payer. initial_denial_rate: claims whose first decision, in the month, denied something ÷ the average number of claims first sent in the three months before (fewer where there are fewer; null in the first month); of_charges: the same by gross charges. Rejected claims were never decided and are in no denial.';

comment on views.kpi_net_collection is 'net_collection_rate: payer payments ÷ (charges decided − contractual adjustments − what the payer left to the patient), by the month in which a claim was first sent, over what payers have decided; the denominator is what was paid plus what stands denied. …_with_patients: what payers and patients paid (refunds taken off) ÷ the same with what was left to patients; above 1 where a patient has paid too much.';

comment on views.missed_deadline is 'Deadlines that were missed and of which nobody has said why: a row leaves this list with a reason alone.';

comment on views.notification is 'What the owner of a case was told: an alarm that rang (approaching) or a deadline that was missed. current: the clock still runs, or nobody has said why it was missed. owner is who looks after the case now.';

comment on views.patient_payment is 'Money from a patient (copay, payment) or back to the patient (refund), always above 0; reversed_by is null while it stands. Why it was reversed is sealed.';

comment on views.payment_variance is 'A payment that was not what it should be: under or over what was expected of the payer by more than its tolerance (allowed amounts compared), or overpaid, which is to be given back. open_cents: still short, or still to be given back. over is a fact and has no case.';

comment on views.provider_adjustment is 'A provider-level adjustment (PLB) of a payment; + takes money away from the practice.';

comment on views.provider_ledger is 'One row a payer''s ledger; entries in views.provider_ledger_entry.';

comment on views.provider_ledger_balance is 'What a payer has taken (+) or given (−) beside its claims, by kind. All kinds together are all provider adjustments of the payer''s payments that stand.';

comment on views.provider_ledger_entry is 'One provider adjustment (PLB) on a payer''s ledger; + takes money away. kind: recoupment, forward-balance, return, interest, penalty, tax, incentive, other, or suspense until a person says what it is. open_cents: what waits for somebody: all of suspense, of a recoupment what is tied to no claim, of a forward balance what no other payment''s entry pairs with.';

comment on views.remittance is 'One row a payment (source: file, or paper that a person keyed in); its parts in views.remittance_claim, unmatched_claim, ignored_claim and provider_adjustment. Of one that was undone no parts are left.';

comment on views.remittance_claim is 'A claim of a payment that was matched to one of ours; status is CLP02.';

comment on views.session is 'One row a session and what became of it; findings in views.session_finding.';

comment on views.session_finding is 'What the rules found about a session; status = ''held'' gives what waits for a correction. Messages are sealed: they may quote what was documented.';

comment on views.silent_claim is 'An answer (999, 277CA or 835) that stays out past the payer''s usual days. next_on: a person has asked and looks again then; null: nobody has asked since. Gone as soon as it is answered.';

comment on views.submission is 'One time that a claim was sent (frequency 1 original, 7 replacement, 8 void), how far it has come (state, stage: interchange, syntax, clearinghouse, payer), when the payer took it (277CA; payer_accepted_on is the proof of timely filing) or it was refused, and the payment date of the first decision about it.';

comment on views.threshold is 'One row a patient''s year: both therapy pools in cents.';

comment on views.timeline is 'One row a claim or denial stream, the memory of views.claim_timeline: query that.';

comment on views.unmatched_claim is 'Money of a payment that has no claim of ours yet: waits for a person.';
