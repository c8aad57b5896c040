from store.events
where practice = $1 and stream = $2 and version between $3 and $4
order by version
