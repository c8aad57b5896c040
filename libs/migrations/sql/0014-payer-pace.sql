-- When a payer that takes only so many files of claims a minute takes the next one. Lost with nothing worse than a file too early.
create table work.payer_pace (
  practice text collate "C" not null,
  payer_id text collate "C" not null,
  free_at timestamptz not null,
  primary key (practice, payer_id)
);
