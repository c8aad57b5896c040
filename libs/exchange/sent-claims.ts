import type { Queryable } from '#libs/event-store/pool.js';

/** One submission of a claim and the file that carried it. */
export interface SentClaim {
  readonly practiceId: string;
  readonly claimId: string;
  readonly submissionNumber: number;
  readonly payerId: string;
  readonly receiverId: string;
  /** ISA13. */
  readonly controlNumber: number;
  readonly interchangeId: string;
  readonly fileName: string;
}

interface Row {
  practice: string;
  claim_id: string;
  submission_number: number;
  payer_id: string;
  receiver_id: string;
  control_number: number;
  interchange_id: string;
  file_name: string;
}

const COLUMNS =
  'practice, claim_id, submission_number, payer_id, receiver_id, control_number, interchange_id, file_name';

/** Which file carried which submission: what a 999 or TA1, which names a control number alone, is about. */
export class SentClaims {
  constructor(private readonly db: Queryable) {}

  /** Written as soon as a file is out; the fold of its InterchangeSent, the second event of `stream` after its plan, writes the same. */
  async record(claims: readonly SentClaim[], stream: string): Promise<void> {
    for (const claim of claims) {
      await this.db.query({
        name: 'exchange-record-sent-claim',
        text: `insert into work.sent_claims (${COLUMNS}, stream, stream_version)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 2) on conflict do nothing`,
        values: [
          claim.practiceId,
          claim.claimId,
          claim.submissionNumber,
          claim.payerId,
          claim.receiverId,
          claim.controlNumber,
          claim.interchangeId,
          claim.fileName,
          stream,
        ],
      });
    }
  }

  /** What a file to one of the payer's receivers carried; empty where no such file was sent. */
  async inFile(practiceId: string, payerId: string, controlNumber: number): Promise<readonly SentClaim[]> {
    const { rows } = await this.db.query<Row>({
      name: 'exchange-sent-claims',
      text: `select ${COLUMNS} from work.sent_claims where practice = $1 and payer_id = $2 and control_number = $3
        order by claim_id, submission_number`,
      values: [practiceId, payerId, controlNumber],
    });
    return rows.map((row) => ({
      practiceId: row.practice,
      claimId: row.claim_id,
      submissionNumber: row.submission_number,
      payerId: row.payer_id,
      receiverId: row.receiver_id,
      controlNumber: row.control_number,
      interchangeId: row.interchange_id,
      fileName: row.file_name,
    }));
  }
}
