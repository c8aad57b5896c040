select position from store.events where position <= $1 order by position desc limit 1
