select stream from store.events
where practice = $1 and stream collate "C" > $2 and stream collate "C" < $3 and version = 1 and occurred_at >= $4
order by stream collate "C"
limit $5
