-- Which pool went over which line, and the lines that would be decided otherwise about KX now. A store that has rows already is put right by
-- `claimstream projections rebuild threshold`.
alter table views.threshold
  drop column kx_threshold_reached_on,
  drop column medical_review_reached_on,
  add column ot_kx_reached_on date,
  add column pt_slp_kx_reached_on date,
  add column ot_medical_review_reached_on date,
  add column pt_slp_medical_review_reached_on date,
  add column ot_drifted_lines jsonb not null default '[]',
  add column pt_slp_drifted_lines jsonb not null default '[]';
