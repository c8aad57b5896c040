import { Inject, Injectable } from '@nestjs/common';
import { PracticeDirectory } from '#libs/commands/practice-directory.js';
import { StreamRepository } from '#libs/commands/stream-repository.js';
import type { FindingRecord } from '#libs/contracts/events/shapes.js';
import { claimStream, patientControlNumberOf } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import { claimFaults } from '#libs/x12/write/claim-faults.js';
import { ClaimNotWritable, claimToWrite } from './claim-file.js';

/** What keeps a draft from being written as an 837P. */
export interface DraftFaults {
  readonly draft: number;
  readonly findings: readonly FindingRecord[];
}

/** Looks at a draft before its release as the writer of the 837P will: what it lacks holds it then, and not its file when it is too late. */
@Injectable()
export class DraftCheck {
  constructor(
    @Inject(StreamRepository) private readonly streams: StreamRepository,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {}

  async faultsOf(practiceId: string, claimId: string): Promise<DraftFaults> {
    const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
    const practice = await this.practices.profile(practiceId);
    const { draft, content, lines } = state;
    const patientControlNumber = patientControlNumberOf(claimId, state.submissions.length + 1);
    try {
      const submission = { content: { ...content }, lines, frequency: '1' as const, patientControlNumber };
      const faults = claimFaults(claimToWrite(submission, state, practice));
      return { draft, findings: faults.map(({ field, message }) => notWritable(field, message)) };
    } catch (error) {
      if (!(error instanceof ClaimNotWritable)) throw error;
      return { draft, findings: [{ ...notWritable(error.field, error.message), rule: error.rule }] };
    }
  }
}

function notWritable(field: string | undefined, message: string): FindingRecord {
  const fix = field === undefined ? 'Correct the record in the EHR.' : `Correct ${field} in the EHR.`;
  return { rule: 'claim.not-writable', severity: 'error', message, fix, source: '005010X222A1' };
}
