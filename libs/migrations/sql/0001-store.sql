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
  constraint events_practice_has_no_slash check (practice <> '' and strpos(practice, '/') = 0),
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
--   returns    { recorded_at, positions, versions (of the events, in the batch's order), repeats: [{ n, outcome }] }, n from 0
--
-- The order of the locks is the proof that nothing deadlocks and no reader loses an event:
-- 1. the streams' buckets, ascending (whoever holds a command's row holds all its streams already and waits for none);
-- 2. the commands' rows, ascending: of two with the same id the second waits here and then reads what the first recorded;
-- 3. the low-water mark: a shared lock on the sequence's last value, taken *before* the first position. Every position of this
--    transaction is greater than that number, and the lock goes only when they are visible (or will never be).
--
-- Row by row, because building the plan of one statement for everything costs three times what it runs (16 clients: 6,100 a second
-- against 15,500, synchronous_commit off); plans are kept and never compiled for the same reason.
create function store.append(batch jsonb) returns jsonb language plpgsql volatile
set plan_cache_mode = force_generic_plan set jit = off as $$
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
  offset_ms bigint not null
);
insert into store.business_clock (offset_ms) values (0);

create function store.guard_business_clock() returns trigger language plpgsql as $$
begin
  if not exists (select from store.store_info where mode = 'demo') then
    raise exception 'the business clock of a production store does not move' using errcode = 'ZS021';
  end if;
  -- A demo may begin in any year; once something has happened, time goes forward alone.
  if tg_op <> 'UPDATE' or (new.offset_ms < old.offset_ms and exists (select from store.events)) then
    raise exception 'the business clock does not run backwards' using errcode = 'ZS022';
  end if;
  return new;
end $$;

create trigger business_clock_moves_forward before insert or update or delete on store.business_clock
  for each row execute function store.guard_business_clock();
create trigger business_clock_is_not_emptied before truncate on store.business_clock
  for each statement execute function store.refuse_change();
