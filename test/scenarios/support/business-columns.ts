import type pg from 'pg';

/**
 * What two runs of the same sample must agree on: everything but random ids, control numbers
 * of files, which claims left together, and the machine's time. Nor drafts that were dropped before they were sent: which of two sessions
 * of a day is coded first, and so names a draft for a moment, depends on where the blow fell.
 */
const QUERIES = {
  claims: `select claim_id, payer_id, date_of_service, submission, adjudication, balance, charge_cents, expected_paid_cents, paid_cents, patient_cents,
      denied_cents, lines, submissions, frequency, patient_control_number, payer_control_number, open_denials, adjudicated_on
    from views.claim where submissions > 0 or balance <> 'closed' order by claim_id`,
  denials: `select denial_id, claim_id, payer_id, notice_date, denied_cents, recovered_cents, "group", reason, remarks, lines, status, category, next_action,
      owner, handler, deadline_kind, statutory_date, work_by, last_alarm_days_before, deadline_missed, resubmissions, resolution
    from views.denial order by denial_id`,
  thresholds: `select year, ot_reserved_cents, ot_adjudicated_cents, ot_contested_cents, ot_payer_reported_cents, ot_kx_reached_on,
      ot_medical_review_reached_on, ot_drifted_lines
    from views.threshold order by 1, 2, 3, 4, 5`,
  sessions: `select session_id, revision, payer_id, date_of_service, status, claim_id, rules from views.session order by session_id`,
  remittances: `select remittance_id, payer_id, payment_date, payment_cents, status, matched, unmatched, provider_adjustments
    from views.remittance order by remittance_id`,
  submissions: `select payer_id, status, claim ->> 'claimId' as claim_id, claim ->> 'submissionNumber' as submission from views.interchange,
      jsonb_array_elements(claims) as claim where status <> 'planned' order by 1, 2, 3, 4`,
  remitted: `select payer_id, status, count(*)::integer as files from views.interchange where transaction_sets ? '835' group by 1, 2 order by 1, 2`,
} as const;

export type BusinessColumns = Record<keyof typeof QUERIES, readonly Record<string, unknown>[]>;

export async function businessColumns(pool: pg.Pool): Promise<BusinessColumns> {
  const entries = await Promise.all(
    Object.entries(QUERIES).map(async ([name, sql]) => [name, (await pool.query(sql)).rows] as const),
  );
  return Object.fromEntries(entries) as unknown as BusinessColumns;
}
