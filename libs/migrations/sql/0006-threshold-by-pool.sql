-- Which pool went over which line, and the lines that would be decided otherwise about KX now. The two dates that named no pool
-- (kx_threshold_reached_on, medical_review_reached_on) are written by the version before this one alone; a later release drops them.
-- Rows that are there already are put right by `claimstream projections rebuild threshold`.
alter table views.threshold
  add column ot_kx_reached_on date,
  add column pt_slp_kx_reached_on date,
  add column ot_medical_review_reached_on date,
  add column pt_slp_medical_review_reached_on date,
  add column ot_drifted_lines jsonb not null default '[]',
  add column pt_slp_drifted_lines jsonb not null default '[]';
