import { Inject, Injectable } from '@nestjs/common';
import { claimStream, patientControlNumberOf, remittanceStream } from '#libs/contracts/streams.js';
import { claimDecider } from '#libs/domain/claim/decider.js';
import type { ClaimState } from '#libs/domain/claim/state.js';
import {
  type Candidate,
  candidatesFor,
  type RemittedEvidence,
  type SubmissionEvidence,
} from '#libs/domain/remittance/candidates.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import { waitingClaim } from '#libs/domain/remittance/state.js';
import { StreamRepository } from '../stream-repository.js';

const texts = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined);

/** Each sending of a claim, with what it said of the patient. */
function evidenceOf(state: ClaimState): SubmissionEvidence[] {
  const { claimId, payerId, dateOfService } = state;
  const sent = state.submissions.filter((submission) => submission.state !== 'released');
  return sent.map(({ number, lines, content }) => {
    const coverage = content.coverages.find((one) => one.payerId === payerId);
    const { lastName } = content.patient;
    return {
      claimId,
      submissionNumber: number,
      patientControlNumber: patientControlNumberOf(claimId, number),
      ...(typeof coverage?.memberId === 'string' ? { memberId: coverage.memberId } : {}),
      ...(typeof lastName === 'string' ? { lastName } : {}),
      chargeCents: lines.reduce((sum, line) => sum + line.chargeCents, 0),
      serviceDates: lines.map((line) => line.serviceDate ?? dateOfService),
      codes: lines.map((line) => line.code),
    };
  });
}

/** For a person who looks for the claim that a payment is about: compares what is sealed on both sides, and tells reasons alone. */
@Injectable()
export class CandidateFinder {
  constructor(@Inject(StreamRepository) private readonly streams: StreamRepository) {}

  /** What the waiting claim says of itself; null where none waits there. */
  async waiting(
    practiceId: string,
    remittanceId: string,
    index: number,
  ): Promise<{ payerId: string; evidence: RemittedEvidence } | null> {
    const { state } = await this.streams.load(remittanceStream(practiceId, remittanceId), remittanceDecider);
    const waiting = state.status === 'posted' ? waitingClaim(state, index) : undefined;
    if (!waiting) return null;
    const { payerId, patientControlNumber, memberId, patientName, chargeCents, lines } = waiting.data;
    const evidence = {
      patientControlNumber,
      ...(memberId === undefined ? {} : { memberId }),
      ...(patientName === undefined ? {} : { lastName: patientName.lastName }),
      chargeCents,
      serviceDates: texts(lines.map((line) => line.serviceDate)),
      codes: lines.map((line) => line.billedCode ?? line.code),
    };
    return { payerId, evidence };
  }

  /** Of these claims of ours the likely ones, the likeliest first. */
  async among(
    practiceId: string,
    evidence: RemittedEvidence,
    claimIds: readonly string[],
  ): Promise<readonly Candidate[]> {
    const ours: SubmissionEvidence[] = [];
    for (const claimId of claimIds) {
      const { state } = await this.streams.load(claimStream(practiceId, claimId), claimDecider);
      ours.push(...evidenceOf(state));
    }
    return candidatesFor(evidence, ours);
  }
}
