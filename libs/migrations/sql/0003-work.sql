-- How far everyone has got. All of it can be lost: it is made again from the events.

-- A place in the store's order: the relay's, and up to where each consumer's sweep has found everything handled.
create table work.checkpoints (
  name text collate "C" primary key,
  position bigint not null check (position >= 0),
  updated_at timestamptz(3) not null default clock_timestamp()
);

-- Up to which version a policy has handled each stream. A view has no rows here: its own row carries the version.
create table work.stream_progress (
  practice text collate "C" not null,
  consumer text collate "C" not null,
  stream text collate "C" not null,
  version integer not null check (version > 0),
  primary key (practice, consumer, stream),
  constraint stream_progress_stream_begins_with_practice check (starts_with(stream, practice || '/'))
);

-- Streams that a consumer has put aside because handling `version` threw; the rest goes on, and the stream goes on from there when it is resumed.
create table work.parked_streams (
  practice text collate "C" not null,
  consumer text collate "C" not null,
  stream text collate "C" not null,
  version integer not null check (version > 0),
  position bigint not null,
  reason text not null,
  parked_at timestamptz(3) not null default clock_timestamp(),
  primary key (practice, consumer, stream)
);

-- How often each view has been rebuilt: the number of the table that is live.
create table work.view_generations (
  projection text collate "C" primary key,
  generation integer not null check (generation > 0),
  switched_at timestamptz(3) not null default clock_timestamp()
);

-- Makes a table switchable: what was made under its name becomes generation 1, the one partition of a table of that name. A rebuild fills the
-- next generation beside it and exchanges the two; SQL views over the table, its grants and its row-level security stand on the parent and
-- are untouched. Call it once for each table of a view, in the migration that makes the table.
create function work.make_switchable(live regclass) returns void language plpgsql as $$
declare
  space name;
  plain name;
begin
  select n.nspname, c.relname into strict space, plain
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where c.oid = live;
  execute format('alter table %I.%I rename to %I', space, plain, plain || '_v1');
  execute format('create table %I.%I (like %I.%I including all) partition by list (practice)', space, plain, space, plain || '_v1');
  execute format('alter table %I.%I attach partition %I.%I default', space, plain, space, plain || '_v1');
end $$;
