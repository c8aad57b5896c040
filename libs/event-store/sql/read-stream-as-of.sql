from store.events
where practice = $1 and stream = $2
  and version < coalesce(
    (select min(version) from store.events where practice = $1 and stream = $2 and recorded_at > $3),
    2147483647
  )
order by version
