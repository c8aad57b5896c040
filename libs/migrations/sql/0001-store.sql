-- The event store: the only truth. Everything else in this database can be rebuilt from it.

create schema if not exists store;
create schema if not exists views;
create schema if not exists work;
revoke all on schema store, views, work from public;

-- Own error states: ZS001–ZS003 expected versions, ZS010 what is written once, ZS011 isolation, ZS020–ZS022 demo, production and the clock.

create function store.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is refused: what stands in %.% stands for ever', tg_op, tg_table_schema, tg_table_name
    using errcode = 'ZS010';
end $$;

-- One row: whether this store is for demonstration or for production, marked at the first migration, for ever.
create table store.store_info (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('demo', 'production')),
  created_at timestamptz(3) not null default clock_timestamp()
);

create trigger store_info_stands_for_ever before update or delete or truncate on store.store_info
  for each statement execute function store.refuse_change();
alter table store.store_info enable always trigger store_info_stands_for_ever;

-- Positions. No cache (cached numbers would be handed out below a reader's mark); started as called, because a virgin
-- sequence hands out its last_value itself and a reader that stands there would lose that one event.
create sequence store.events_position as bigint no cycle cache 1;
select setval('store.events_position', 1, true);

create table store.events (
  position bigint not null,
  event_id uuid not null,
  practice text collate "C" not null,
  stream text collate "C" not null,
  version integer not null check (version > 0),
  type text collate "C" not null,
  schema_version smallint not null check (schema_version > 0),
  data jsonb not null,
  sealed bytea,
  key_id text collate "C",
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  correlation_id text collate "C" not null,
  causation_id text collate "C",
  command_id text collate "C" not null,
  actor text collate "C" not null,
  trace_context text collate "C",
  primary key (practice, stream, version),
  constraint events_position_is_unique unique (position),
  constraint events_stream_begins_with_practice check (starts_with(stream, practice || '/')),
  constraint events_sealed_names_its_key check ((sealed is null) = (key_id is null))
);
-- Ciphertext does not compress; do not try on every write.
alter table store.events alter column sealed set storage external;

create trigger events_stand_for_ever before update or delete or truncate on store.events
  for each statement execute function store.refuse_change();
alter table store.events enable always trigger events_stand_for_ever;
revoke update, delete, truncate on store.events from public, current_user;

-- Every command that was handled, also those that were refused or changed nothing: what a repeat is told.
create table store.handled_commands (
  practice text collate "C" not null,
  command_id text collate "C" not null,
  outcome jsonb not null,
  recorded_at timestamptz(3) not null default clock_timestamp(),
  primary key (practice, command_id)
);

create trigger handled_commands_stand_for_ever before update or delete or truncate on store.handled_commands
  for each statement execute function store.refuse_change();
alter table store.handled_commands enable always trigger handled_commands_stand_for_ever;
revoke update, delete, truncate on store.handled_commands from public, current_user;

-- Outside READ COMMITTED a statement does not see what was committed while it waited for a lock: then neither versions nor marks hold.
create function store.require_read_committed() returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the event store is written and read under READ COMMITTED alone' using errcode = 'ZS011';
  end if;
end $$;

-- Appends the effects of one or more commands in the caller's transaction.
--
--   batch      [{ practice, id, outcome, occurred_at, correlation_id, causation_id, actor, trace_context,
--                 streams: [{ stream, expected, events: [{ event_id, type, schema_version, data, sealed, key_id }] }] }]
--   expected   0 and above: exactly that version; -1: no stream yet; -2: the stream exists; -3: any
--   returns    { recorded_at, written: [[position, version], …] in the batch's order, repeats: [{ n, outcome }] }, n from 1
--
-- A stream stands in a batch at most once. The order of the locks is the proof that nothing deadlocks and no reader loses an event:
-- 1. the streams' buckets, ascending (whoever holds a command's row holds all its streams already and waits for none);
-- 2. the commands' rows, ascending: of two with the same id the second waits here and then reads what the first recorded;
-- 3. the low-water mark: a shared lock on the sequence's last value, taken *before* the first position. Every position of this
--    transaction is greater than that number, and the lock goes only when they are visible (or will never be).
create function store.append(batch jsonb) returns jsonb language plpgsql volatile as $$
declare
  fresh bigint[];
  refused record;
  now_recorded timestamptz(3);
  written jsonb;
  repeats jsonb;
begin
  perform store.require_read_committed();

  perform pg_advisory_xact_lock(5101, bucket) from (
    select distinct (hashtextextended(s.stream, 0) & 1023)::integer as bucket
    from jsonb_to_recordset(batch) as c(streams jsonb), jsonb_to_recordset(c.streams) as s(stream text)
    order by 1
  ) as buckets;

  with inserted as (
    insert into store.handled_commands (practice, command_id, outcome)
    select c.practice, c.id, c.outcome
    from jsonb_to_recordset(batch) as c(practice text, id text, outcome jsonb)
    order by c.practice collate "C", c.id collate "C"
    on conflict do nothing
    returning practice, command_id
  )
  select array_agg(c.n) into fresh
  from rows from (jsonb_to_recordset(batch) as (practice text, id text)) with ordinality as c(practice, id, n)
  join inserted on inserted.practice = c.practice and inserted.command_id = c.id;

  if coalesce(cardinality(fresh), 0) < jsonb_array_length(batch) then
    select jsonb_agg(jsonb_build_object('n', c.n, 'outcome', h.outcome)) into repeats
    from rows from (jsonb_to_recordset(batch) as (practice text, id text)) with ordinality as c(practice, id, n)
    join store.handled_commands as h on h.practice = c.practice and h.command_id = c.id
    where fresh is null or c.n <> all (fresh);
  end if;

  select s.stream, s.expected, coalesce(head.version, 0) as actual into refused
  from rows from (jsonb_to_recordset(batch) as (practice text, streams jsonb)) with ordinality as c(practice, streams, n)
  cross join jsonb_to_recordset(c.streams) as s(stream text, expected integer)
  left join lateral (
    select e.version from store.events as e
    where e.practice = c.practice and e.stream = s.stream order by e.version desc limit 1
  ) as head on true
  where c.n = any (fresh) and case s.expected
    when -3 then false
    when -2 then head.version is null
    when -1 then head.version is not null
    else s.expected <> coalesce(head.version, 0)
  end
  limit 1;
  if found then
    raise exception 'expected version % of stream %, found %', refused.expected, refused.stream, refused.actual using
      errcode = case refused.expected when -1 then 'ZS002' when -2 then 'ZS003' else 'ZS001' end,
      detail = jsonb_build_object('stream', refused.stream, 'expected', refused.expected, 'actual', refused.actual)::text;
  end if;

  perform pg_advisory_xact_lock_shared(last_value) from store.events_position;
  now_recorded := clock_timestamp();

  with inserted as (
    insert into store.events (
      position, event_id, practice, stream, version, type, schema_version, data, sealed, key_id,
      occurred_at, recorded_at, correlation_id, causation_id, command_id, actor, trace_context
    )
    select
      nextval('store.events_position'), event_id, practice, stream, version, type, schema_version, data, sealed, key_id,
      occurred_at, now_recorded, correlation_id, causation_id, id, actor, trace_context
    from (
      select c.*, s.stream, coalesce(head.version, 0) + e.ordinal as version,
        e.event_id, e.type, e.schema_version, e.data, e.sealed, e.key_id
      from rows from (jsonb_to_recordset(batch) as (
        practice text, id text, occurred_at timestamptz, correlation_id text, causation_id text, actor text,
        trace_context text, streams jsonb
      )) with ordinality as c(
        practice, id, occurred_at, correlation_id, causation_id, actor, trace_context, streams, n
      )
      cross join rows from (jsonb_to_recordset(c.streams) as (stream text, events jsonb))
        with ordinality as s(stream, events, ordinal)
      left join lateral (
        select h.version from store.events as h
        where h.practice = c.practice and h.stream = s.stream order by h.version desc limit 1
      ) as head on true
      cross join rows from (jsonb_to_recordset(s.events) as (
        event_id uuid, type text, schema_version smallint, data jsonb, sealed bytea, key_id text
      )) with ordinality as e(event_id, type, schema_version, data, sealed, key_id, ordinal)
      where c.n = any (fresh)
      order by c.n, s.ordinal, e.ordinal
    ) as in_order
    returning position, version
  )
  select jsonb_agg(jsonb_build_array(position, version) order by position) into written from inserted;

  return jsonb_build_object(
    'recorded_at', now_recorded, 'written', coalesce(written, '[]'), 'repeats', coalesce(repeats, '[]')
  );
end $$;

-- The position up to which everything that will ever be there is there to see, in a snapshot taken after this call. The order of the two
-- reads matters: a writer that is not yet among the locks takes its first position after `last_value` was read, so above it.
-- Low-water marks are the shared one-number advisory locks of this database; whoever else locks here uses the two-number form.
create function store.low_water_mark() returns bigint language plpgsql volatile as $$
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
end $$;

-- The business clock: how far it runs ahead of the machine's. It moves on a demo store alone, and never backwards.
create table store.business_clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null check (offset_ms >= 0)
);
insert into store.business_clock (offset_ms) values (0);

create function store.guard_business_clock() returns trigger language plpgsql as $$
begin
  if not exists (select from store.store_info where mode = 'demo') then
    raise exception 'the business clock of a production store does not move' using errcode = 'ZS021';
  end if;
  if tg_op <> 'UPDATE' or new.offset_ms < old.offset_ms then
    raise exception 'the business clock does not run backwards' using errcode = 'ZS022';
  end if;
  return new;
end $$;

create trigger business_clock_moves_forward before insert or update or delete on store.business_clock
  for each row execute function store.guard_business_clock();
create trigger business_clock_is_not_emptied before truncate on store.business_clock
  for each statement execute function store.refuse_change();
