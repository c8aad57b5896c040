-- Group roles with the least that each app needs, for operators who do not run everything as the schema's owner:
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f libs/migrations/roles.sql
--
-- after every `claimstream migrate`, as the login that migrates, which must be allowed to make roles. It may be run again at any time.
-- Logins are made by the operator: create role relay_1 login password '…' in role claimstream_relay.
-- Migrations, `projections rebuild` and this file belong to the owner, whom row-level security does not bind.

do $$
declare
  role text;
begin
  foreach role in array array['relay', 'projector', 'intake', 'worker', 'api', 'analyst'] loop
    begin
      execute format('create role %I nologin', 'claimstream_' || role);
    exception when duplicate_object or unique_violation then
      -- Roles belong to the server: another database's run has made it.
      null;
    end;
  end loop;
end $$;

-- The store: read by all apps, appended to through the function by those that decide. Nobody writes a table of it.
grant usage on schema store to claimstream_relay, claimstream_projector, claimstream_intake, claimstream_worker, claimstream_api;
grant select on store.events, store.events_position, store.business_clock, store.store_info, store.migrations, store.contractions
  to claimstream_relay, claimstream_projector, claimstream_intake, claimstream_worker, claimstream_api;
grant select on store.handled_commands to claimstream_intake, claimstream_worker, claimstream_api;
grant execute on function store.append(jsonb), store.append_many(json, json, json, bytea, boolean),
  store.append_event(text, text, jsonb, timestamptz, text, text, text, text, text, integer, uuid, text, smallint, jsonb, bytea, text)
  to claimstream_intake, claimstream_worker, claimstream_api;

-- Of the store's rows the API sees those of the practice that its transaction names, all others see all.
alter table store.events enable row level security;
alter table store.handled_commands enable row level security;
drop policy if exists apps_span_practices on store.events;
create policy apps_span_practices on store.events for select
  to claimstream_relay, claimstream_projector, claimstream_intake, claimstream_worker using (true);
drop policy if exists apps_span_practices on store.handled_commands;
create policy apps_span_practices on store.handled_commands for select to claimstream_intake, claimstream_worker using (true);
drop policy if exists api_reads_one_practice on store.events;
create policy api_reads_one_practice on store.events for select
  to claimstream_api using (practice = current_setting('claimstream.practice', true));
drop policy if exists api_reads_one_practice on store.handled_commands;
create policy api_reads_one_practice on store.handled_commands for select
  to claimstream_api using (practice = current_setting('claimstream.practice', true));

-- The relay: its own checkpoint.
grant usage on schema work to claimstream_relay;
grant select, insert, update on work.checkpoints to claimstream_relay;

-- The projector: rows of views and of due work. The worker: progress of policies, due work, and the numbers of files.
grant usage on schema views, work to claimstream_projector, claimstream_intake, claimstream_worker, claimstream_api;
grant select, insert, update, delete on all tables in schema views to claimstream_projector;
grant select, insert, update, delete on all tables in schema work to claimstream_projector, claimstream_worker;
grant select on all tables in schema work to claimstream_intake, claimstream_api;
grant select on all tables in schema views to claimstream_intake, claimstream_worker, claimstream_api;
revoke all on work.analyst_practices, work.control_numbers from claimstream_projector;
revoke all on work.analyst_practices from claimstream_intake, claimstream_worker, claimstream_api;

-- The vault: who seals and opens. A key is destroyed by an update; nothing is deleted.
grant usage on schema vault to claimstream_intake, claimstream_worker, claimstream_api;
grant select, insert, update on vault.keys, vault.patients to claimstream_intake, claimstream_worker, claimstream_api;
grant select, insert on vault.raw_files to claimstream_intake, claimstream_worker, claimstream_api;

-- Tables and views of schema `views`. Analysts see the rows of their own practices, the API those of the practice that its transaction names.
grant usage on schema views to claimstream_analyst;
do $$
declare
  target regclass;
begin
  perform set_config('client_min_messages', 'warning', true);
  for target in
    select c.oid from pg_class as c
    where c.relnamespace = 'views'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
  loop
    execute format('grant select on %s to claimstream_analyst', target);
  end loop;
  for target in
    select c.oid from pg_class as c
    where c.relnamespace = 'views'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('alter table %s enable row level security', target);
    execute format('drop policy if exists apps_span_practices on %s', target);
    execute format(
      'create policy apps_span_practices on %s to claimstream_projector, claimstream_intake, claimstream_worker using (true)',
      target
    );
    execute format('drop policy if exists api_reads_one_practice on %s', target);
    execute format(
      'create policy api_reads_one_practice on %s for select to claimstream_api using (practice = current_setting(''claimstream.practice'', true))',
      target
    );
    execute format('drop policy if exists analysts_read_their_practices on %s', target);
    execute format(
      'create policy analysts_read_their_practices on %s for select to claimstream_analyst using (practice in (select views.own_practices()))',
      target
    );
  end loop;
end $$;
