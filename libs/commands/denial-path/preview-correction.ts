import { Inject, Injectable } from '@nestjs/common';
import type { CorrectionChange, CorrectionRoute } from '#libs/contracts/events/denial-events.js';
import { correctionMode, planCorrection } from '#libs/domain/policies/corrections/plan.js';
import type { CorrectionMode } from '#libs/rules/practice.js';
import type { CommandContext } from '../command-context.js';
import { CorrectionFactsReader } from './correction-facts.js';

/** What would be done about a denial now, as codes alone. */
export interface CorrectionPreviewed {
  readonly denialId: string;
  readonly handler: string | null;
  /** What the handler may do at this payer; null where the case has none. */
  readonly mode: CorrectionMode | null;
  readonly outcome: 'CORRECTED' | 'FAILED' | 'SKIPPED';
  readonly reason: string;
  readonly route?: CorrectionRoute;
  /** The frequency code under which it would go out; absent where no claim is written. */
  readonly frequency?: string;
  readonly changes: readonly CorrectionChange[];
}

/** The dry run of a correction: reads what the correction would read, decides as it would, and records nothing. */
@Injectable()
export class CorrectionPreview {
  constructor(@Inject(CorrectionFactsReader) private readonly reader: CorrectionFactsReader) {}

  /** Undefined where no such case was ever opened. */
  async of(
    context: Pick<CommandContext, 'practiceId' | 'occurredAt'>,
    denialId: string,
  ): Promise<CorrectionPreviewed | undefined> {
    const loaded = await this.reader.load(context, denialId);
    if (!loaded) return undefined;
    const handler = loaded.facts.denial.classification?.handler ?? null;
    const mode = handler === null ? null : correctionMode(loaded.facts.payer, handler);
    const plan = planCorrection(loaded.facts);
    const { outcome, reason } = plan;
    if (plan.outcome !== 'CORRECTED') return { denialId, handler, mode, outcome, reason, changes: [] };
    const frequency = plan.claim.map((event) => event.type === 'ClaimReleased' && event.data.frequency)[0];
    return {
      ...{ denialId, handler, mode, outcome, reason, route: plan.route },
      ...(frequency && { frequency }),
      changes: plan.changes,
    };
  }
}
