from unnest($1::text[], $2::text[], $3::integer[], $4::integer[]) as asked (in_practice, of_stream, lowest, highest),
  lateral (
    select * from store.events
    where practice = in_practice and stream = of_stream and version between lowest and highest
    order by version
  ) as events
