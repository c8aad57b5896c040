-- Who may do what, as far as it needs no roles; `libs/migrations/roles.sql` makes those and grants them the least.

-- Whoever appends does so through this function alone and needs no right on the tables.
alter function store.append(jsonb) security definer set search_path = pg_catalog, pg_temp;
revoke execute on function store.append(jsonb) from public;

-- Which practices an analyst's login reads. A table, because a setting could be changed by whoever is to be kept in.
create table work.analyst_practices (
  login text collate "C" not null,
  practice text collate "C" not null check (practice <> ''),
  primary key (login, practice)
);

-- The practices of whoever has logged in, also after SET ROLE and within functions that run with their owner's rights.
create function views.own_practices() returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select practice from work.analyst_practices where login = session_user
$$;
