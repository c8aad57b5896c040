import type { Finding } from '#libs/rules/finding.js';
import { finding } from '#libs/rules/rule-catalogue.js';
import type { Threshold } from './read-models/threshold.js';

/** A warning about a charge line, with what a person may do. */
export interface LineFinding extends Finding {
  readonly line: number;
  readonly code: string;
  readonly dateOfService: string;
}

/** `threshold.drift` for each line of a claim that was decided with KX or without, and would be decided the other way as the patient's year stands now. */
export function driftFindings(
  year: Pick<Threshold, 'otDriftedLines' | 'ptSlpDriftedLines'> | null,
  claimId: string,
): LineFinding[] {
  const drifted = [...(year?.otDriftedLines ?? []), ...(year?.ptSlpDriftedLines ?? [])];
  return drifted
    .filter((line) => line.claimId === claimId)
    .map(({ line, code, dateOfService, kx }) => ({
      ...finding(
        'threshold.drift',
        kx
          ? `line ${line} was coded with KX and would be below the threshold now`
          : `line ${line} was coded without KX and would be above the threshold now`,
        {
          fix: kx
            ? 'Amend the session of a draft, so that it is coded again; what is sent may stay.'
            : 'Amend the session of a draft, so that it is coded again; once it is sent, add KX by a reopening.',
        },
      ),
      line,
      code,
      dateOfService,
    }));
}
