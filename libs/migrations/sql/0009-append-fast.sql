-- Two shorter ways into `store.events` beside `store.append`, which stays: one event of one command, which is most of what is appended one by one,
-- and many commands by set. Locks, their order and the low-water mark are those of `store.append` (0001 says why), so all three run beside each other.

-- One command with one event.
--
--   its_expected   as in `store.append`: 0 and above exactly that version; -1 no stream yet; -2 the stream exists; -3 any
--   returns        position, version and recorded time (milliseconds since 1970); null where the command id had been handled: nothing is written
--
-- Scalars in and one array out: JSON in and out, or a row out, each cost as much as the insert itself.
create function store.append_event(
  its_practice text, its_command_id text, its_outcome jsonb, its_occurred_at timestamptz, its_correlation_id text, its_causation_id text,
  its_actor text, its_trace_context text, its_stream text, its_expected integer, its_event_id uuid, its_type text, its_schema_version smallint,
  its_data jsonb, its_sealed bytea, its_key_id text
) returns bigint[] language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
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
end $$;

-- Many commands in one transaction. No stream and no command may stand twice.
--
--   commands         [{ n, practice, id, outcome, occurred_at, correlation_id, causation_id, actor, trace_context }], n from 1
--   streams          [{ n, c, practice, stream, expected }], n from 1; c is the command's n; expected as in `store.append`
--   events           [{ n, c, s, k, event_id, type, schema_version, data, begins, bytes, key_id }], n from 1; s is the stream's n; k its place there, from 1
--   ciphertexts      all that is sealed, one after the other: an event's begins at byte `begins` (from 1; null where nothing is sealed) and is `bytes` long.
--                    As hexadecimal digits in the JSON it cost a third of the whole
--   all_or_nothing   true: a version that is not the expected one refuses everything (ZS001–ZS003); false: that command alone is left out
--   returns          { recorded_at, positions, versions (of the events written, in order), repeats: [{ n, outcome }],
--                      refused: [{ n, stream, expected, actual }] }, n being the command's
create function store.append_many(commands json, streams json, events json, ciphertexts bytea, all_or_nothing boolean)
returns jsonb language plpgsql volatile security definer set jit = off set search_path = pg_catalog, pg_temp as $$
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
end $$;

revoke execute on function store.append_event(
  text, text, jsonb, timestamptz, text, text, text, text, text, integer, uuid, text, smallint, jsonb, bytea, text
) from public;
revoke execute on function store.append_many(json, json, json, bytea, boolean) from public;
