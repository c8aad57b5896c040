-- A transaction in the name of one practice appends for that one; which programs a schema is for, and which folds made the rows of views.

create function store.refuse_other_practice() returns trigger language plpgsql as $$
begin
  raise exception 'a transaction in the name of one practice appends for another' using errcode = 'ZS004';
end $$;

-- The condition is looked at without a call; without the setting it is null and nothing is refused.
create trigger events_are_of_the_practice_named before insert on store.events
  for each row when (new.practice <> nullif(current_setting('claimstream.practice', true), ''))
  execute function store.refuse_other_practice();
create trigger handled_commands_are_of_the_practice_named before insert on store.handled_commands
  for each row when (new.practice <> nullif(current_setting('claimstream.practice', true), ''))
  execute function store.refuse_other_practice();

-- Migrations that took away what an earlier program reads. Programs that know the migration `unread_since` go on; older ones must not start.
create table store.contractions (
  migration text collate "C" primary key,
  unread_since text collate "C" not null,
  applied_at timestamptz(3) not null default clock_timestamp()
);

-- What the live rows were folded by; null: not known, as of rows that are older than this column.
alter table work.view_generations add column fold_version integer check (fold_version > 0);
