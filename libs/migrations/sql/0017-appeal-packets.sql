-- What was put together for appeals. Rows that are there already are put right by `claimstream projections rebuild denial --accept`.

alter table views.denial add column packets jsonb not null default '[]', add column checklist_waivers jsonb not null default '[]';
comment on column views.denial.packets is '[{packetId, level, pages, sizeBytes, attachmentIds, requestedCents, preparedOn, preparedBy, filedOn}] in order; views.appeal_packet has one row each.';
comment on column views.denial.checklist_waivers is '[{level, kind, waivedBy}]: what an appeal goes without although its checklist asks for it.';

create view views.appeal_packet with (security_invoker = true) as
select d.practice, d.denial_id, d.claim_id, d.payer_id, p."packetId" as packet_id, p.level, p.pages, p."sizeBytes" as size_bytes,
  jsonb_array_length(p."attachmentIds") as attachments, p."requestedCents" as requested_cents, p."preparedOn" as prepared_on, p."preparedBy" as prepared_by,
  p."filedOn" as filed_on, d.category
from views.denial as d cross join lateral jsonb_to_recordset(d.packets) as p(
  "packetId" text, level text, pages integer, "sizeBytes" integer, "attachmentIds" jsonb, "requestedCents" bigint, "preparedOn" date, "preparedBy" text, "filedOn" date
);
comment on view views.appeal_packet is 'One packet that was put together for an appeal. filed_on: null where it was not filed: a later one took its place, or nobody has filed it yet.';
