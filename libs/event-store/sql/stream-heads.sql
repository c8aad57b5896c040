select stream, max(version) as version, max(position) as position
from (
  select stream, version, position from store.events
  where position > $1 and position <= $2
  order by position
  limit $3
) as in_range
group by stream
order by max(position)
