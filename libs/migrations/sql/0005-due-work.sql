-- What is to be done later, folded from the events like a view: Redis may be lost whole, the truth of what is due stands here.

-- A stream's fold: one row a stream, one version. Its items are the rows of the two tables below with the same stream.
create table work.due_work_streams (
  practice text collate "C" not null,
  stream text collate "C" not null,
  version integer not null check (version > 0),
  state jsonb not null,
  primary key (practice, stream)
);
select work.make_switchable('work.due_work_streams');

create table work.due_work (
  practice text collate "C" not null,
  kind text collate "C" not null,
  -- What is to be done: unique with the kind over all practices, made of ids alone.
  intent text collate "C" not null,
  due_at timestamptz(3) not null,
  -- Counts up when the same intent is due anew: the queue knows a job by kind, intent and revision.
  revision integer not null check (revision > 0),
  stream text collate "C" not null,
  stream_version integer not null check (stream_version > 0),
  state text not null check (state in ('open', 'done', 'superseded')),
  -- Ids and numbers that name the intent's parts; never patient data.
  detail jsonb not null default '{}',
  primary key (practice, kind, intent),
  constraint due_work_stream_begins_with_practice check (starts_with(stream, practice || '/'))
);
create index due_work_by_stream on work.due_work (practice, stream);
create index due_work_open on work.due_work (due_at, practice, kind, intent) where state = 'open';
select work.make_switchable('work.due_work');

-- Which file carried which submission: a 999 or TA1 names the file's control number alone. Whoever has sent a file writes its rows at once, the
-- fold of InterchangeSent writes the same ones.
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
  stream_version integer not null check (stream_version > 0),
  primary key (practice, claim_id, submission_number)
);
create index sent_claims_by_stream on work.sent_claims (practice, stream);
create index sent_claims_by_control_number on work.sent_claims (practice, receiver_id, control_number);
select work.make_switchable('work.sent_claims');

-- ISA13 per practice and receiver: never used twice, gaps allowed. Not folded from anything.
create table work.control_numbers (
  practice text collate "C" not null,
  receiver_id text collate "C" not null,
  last_number integer not null check (last_number between 1 and 999999999),
  primary key (practice, receiver_id)
);
