-- Provider ledgers, payments that are not what they should be, and money to be given back.

create table views.provider_ledger (
  practice text collate "C" not null,
  stream text collate "C" not null,
  payer_id text collate "C" not null,
  version integer not null check (version > 0),
  state jsonb not null,
  entries jsonb not null,
  changed_at timestamptz not null,
  primary key (practice, stream),
  unique (practice, payer_id)
);
select work.make_switchable('views.provider_ledger'::regclass);

alter table views.denial add column overpaid_cents bigint, add column outstanding_cents bigint;

create view views.provider_ledger_entry with (security_invoker = true) as
select l.practice, l.payer_id, l.version, e."entryId" as entry_id, e."remittanceId" as remittance_id, e.index, e."paymentDate" as payment_date,
  e.reason, e.kind, e."amountCents" as amount_cents, t.claim_ids, t.tied_cents, p.paired_cents,
  case
    when e.kind = 'suspense' then e."amountCents"
    when e.kind = 'recoupment' then e."amountCents" - t.tied_cents
    when e.kind = 'forward-balance' then sign(e."amountCents")::bigint * (abs(e."amountCents") - p.paired_cents)
    else 0
  end as open_cents
from views.provider_ledger as l
  cross join lateral jsonb_to_recordset(l.entries) as e(
    "entryId" text, "remittanceId" text, index integer, "paymentDate" date, reason text, kind text, "amountCents" bigint, ties jsonb, pairs jsonb
  )
  cross join lateral (
    select coalesce(jsonb_agg(distinct tie."claimId"), '[]') as claim_ids, coalesce(sum(tie."amountCents"), 0)::bigint as tied_cents
    from jsonb_to_recordset(e.ties) as tie("claimId" text, "amountCents" bigint)
  ) as t
  cross join lateral (
    select coalesce(sum(pair."amountCents"), 0)::bigint as paired_cents from jsonb_to_recordset(e.pairs) as pair("amountCents" bigint)
  ) as p;
comment on view views.provider_ledger_entry is 'One provider adjustment (PLB) on a payer''s ledger; + takes money away. kind: recoupment, forward-balance, return, interest, penalty, tax, incentive, other, or suspense until a person says what it is. open_cents: what waits for somebody: all of suspense, of a recoupment what is tied to no claim, of a forward balance what no other payment''s entry pairs with.';

create view views.provider_ledger_balance with (security_invoker = true) as
select practice, payer_id, kind, count(*) as entries, sum(amount_cents)::bigint as balance_cents,
  count(*) filter (where open_cents <> 0) as open_entries, sum(open_cents)::bigint as open_cents
from views.provider_ledger_entry group by practice, payer_id, kind;
comment on view views.provider_ledger_balance is 'What a payer has taken (+) or given (−) beside its claims, by kind. All kinds together are all provider adjustments of the payer''s payments that stand.';

create view views.payment_variance with (security_invoker = true) as
select f.practice, f.claim_id, f.version, f.patient_id, f.payer_id, v.number as case_number, v.kind, v."amountCents" as amount_cents,
  v."toleranceCents" as tolerance_cents, v."openCents" as open_cents, v.how, v."remittanceId" as remittance_id, v."paymentDate" as payment_date
from views.claim_fact as f cross join lateral jsonb_to_recordset(coalesce(f.state -> 'variances', '[]')) as v(
  number integer, kind text, "amountCents" bigint, "toleranceCents" bigint, "openCents" bigint, how text, "remittanceId" text, "paymentDate" date
);
comment on view views.payment_variance is 'A payment that was not what it should be: under or over what was expected of the payer by more than its tolerance (allowed amounts compared), or overpaid, which is to be given back. open_cents: still short, or still to be given back. over is a fact and has no case.';

comment on table views.provider_ledger is 'One row a payer''s ledger; entries in views.provider_ledger_entry.';
comment on column views.denial.overpaid_cents is 'Of an overpayment''s case: what was to be given back when it was opened.';
comment on column views.denial.outstanding_cents is 'Of an overpayment''s case: what is still to be given back.';
