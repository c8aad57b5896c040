-- One text per object of the schemas $1, in an order that follows from names alone. Read from the catalogue and not from pg_dump, whose
-- output differs with its version. A view is told by its columns: the way in which Postgres prints its query differs too.
with
schemas as (
  select oid, nspname, nspacl, nspowner from pg_namespace where nspname = any ($1)
),
relations as (
  select c.*, format('%I.%I', s.nspname, c.relname) as full_name, obj_description(c.oid, 'pg_class') as said
  from pg_class as c join schemas as s on s.oid = c.relnamespace
),
columns as (
  select
    a.attrelid,
    string_agg(
      concat_ws(' ',
        '  ' || quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        case when a.attcollation <> t.typcollation then 'collate ' || quote_ident(l.collname) end,
        case when a.attnotnull then 'not null' end,
        'default ' || pg_get_expr(d.adbin, d.adrelid)
      ),
      e',\n' order by a.attnum
    ) as list
  from pg_attribute as a
  join pg_type as t on t.oid = a.atttypid
  left join pg_collation as l on l.oid = a.attcollation
  left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped
  group by a.attrelid
),
grants as (
  select r.oid, format('grant %s on %s to %s', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type), r.full_name,
    coalesce(quote_ident(g.rolname), 'public')) as text
  from relations as r cross join aclexplode(r.relacl) as a left join pg_roles as g on g.oid = a.grantee
  where a.grantee <> r.relowner
  group by r.oid, r.full_name, g.rolname
),
objects(rank, name, text) as (
  select 1, nspname::text, format('create schema %I', nspname) from schemas
  union all
  select 1, nspname || ' ' || g.rolname, format('grant %s on schema %I to %I', lower(a.privilege_type), nspname, g.rolname)
  from schemas cross join aclexplode(nspacl) as a join pg_roles as g on g.oid = a.grantee
  where a.grantee <> nspowner
  union all
  select 2, full_name,
    format('create sequence %s as %s increment %s cache %s', full_name, format_type(q.seqtypid, null), q.seqincrement, q.seqcache)
  from relations as r join pg_sequence as q on q.seqrelid = r.oid
  union all
  select 3, r.full_name, concat(
    format(e'create table %s (\n%s\n)', r.full_name, c.list), ' partition by ' || pg_get_partkeydef(r.oid),
    case when r.relrowsecurity then e';\nalter table ' || r.full_name || ' enable row level security' end
  )
  from relations as r join columns as c on c.attrelid = r.oid
  where r.relkind in ('r', 'p') and not r.relispartition
  union all
  select 4, r.full_name, format('create table %s partition of %s %s', r.full_name, i.inhparent::regclass, pg_get_expr(r.relpartbound, r.oid))
  from relations as r join pg_inherits as i on i.inhrelid = r.oid
  where r.relkind in ('r', 'p')
  union all
  select 5, r.full_name || ' ' || k.conname, format('alter table %s add constraint %I %s', r.full_name, k.conname, pg_get_constraintdef(k.oid))
  from relations as r join pg_constraint as k on k.conrelid = r.oid
  where k.contype <> 'n' and not r.relispartition
  union all
  select 6, x.full_name, pg_get_indexdef(x.oid)
  from relations as x join pg_index as i on i.indexrelid = x.oid join relations as r on r.oid = i.indrelid
  where not r.relispartition and not exists (select from pg_constraint as k where k.conindid = x.oid)
  union all
  select 7, r.full_name, concat(format(e'view %s', r.full_name), ' with (' || array_to_string(r.reloptions, ', ') || ')', format(e' (\n%s\n)', c.list))
  from relations as r join columns as c on c.attrelid = r.oid
  where r.relkind in ('v', 'm')
  union all
  select 8, p.oid::regprocedure::text, rtrim(pg_get_functiondef(p.oid))
  from pg_proc as p join schemas as s on s.oid = p.pronamespace
  union all
  select 9, r.full_name || ' ' || t.tgname, pg_get_triggerdef(t.oid) || case t.tgenabled when 'A' then ' enabled always' else '' end
  from relations as r join pg_trigger as t on t.tgrelid = r.oid
  where not t.tgisinternal
  union all
  select 10, format('%I.%I %I', schemaname, tablename, policyname),
    format('create policy %I on %I.%I for %s to %s', policyname, schemaname, tablename, lower(cmd), array_to_string(roles, ', '))
      || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '')
  from pg_policies where schemaname = any ($1)
  union all
  select 11, r.full_name || g.text, g.text from grants as g join relations as r using (oid)
  union all
  select 11, p.oid::regprocedure || g.rolname, format('grant execute on function %s to %I', p.oid::regprocedure, g.rolname)
  from pg_proc as p join schemas as s on s.oid = p.pronamespace cross join aclexplode(p.proacl) as a join pg_roles as g on g.oid = a.grantee
  where a.grantee <> p.proowner
  union all
  select 12, r.full_name, format('comment on %s is %L', r.full_name, r.said) from relations as r where r.said is not null
)
select text from objects order by rank, name collate "C", text collate "C"
