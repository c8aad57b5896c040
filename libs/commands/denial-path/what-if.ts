import { Inject, Injectable } from '@nestjs/common';
import type { OwnClassificationRow } from '#libs/contracts/classification-row.js';
import type { FieldError } from '#libs/contracts/field-error.js';
import { withOwnRows } from '#libs/domain/denial-case/own-rows.js';
import { rowFaults } from '#libs/domain/denial-case/row-faults.js';
import {
  type Reclassified,
  type ReclassifiedTotals,
  reclassified,
  totalsOf,
} from '#libs/domain/policies/reclassified.js';
import { PART_B_PAYER_ID } from '#libs/rules/payer-profile.js';
import { PracticeDirectory } from '../practice-directory.js';
import { DenialReference } from './denial-reference.js';
import { PracticeCases } from './practice-cases.js';

/** A change as it is shown: codes, ids and amounts alone. */
export type ShownChange = Omit<Reclassified, 'classification'>;

export interface WhatIfAnswer {
  readonly changes: readonly ShownChange[];
  readonly totals: ReclassifiedTotals;
}

/** Shows what other rows of classification would make of a practice's denials, before they are put in force. Changes nothing. */
@Injectable()
export class WhatIf {
  constructor(
    @Inject(DenialReference) private readonly reference: DenialReference,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
    @Inject(PracticeCases) private readonly cases: PracticeCases,
  ) {}

  /** What is wrong with rows; empty where they may take effect. */
  async faults(practiceId: string, rows: readonly OwnClassificationRow[]): Promise<readonly FieldError[]> {
    const { profile } = await this.practices.state(practiceId);
    const payerIds = new Set([PART_B_PAYER_ID, ...(profile?.payers ?? []).map(({ payerId }) => payerId)]);
    return rowFaults(rows, { builtIn: this.reference.builtIn, payerIds });
  }

  /** The cases opened since an instant of the business clock that the rows, in place of those in force, would classify otherwise. */
  async show(practiceId: string, rows: readonly OwnClassificationRow[], since: Date): Promise<WhatIfAnswer> {
    const before = await this.reference.newestRulesOf(practiceId);
    const after = withOwnRows(this.reference.builtIn, rows);
    const changes: Reclassified[] = [];
    const looked = { cases: 0, deniedCents: 0 };
    for await (const denial of this.cases.since(practiceId, since)) {
      const atHand = await this.cases.atHand(practiceId, denial);
      if (!atHand) continue;
      looked.cases += 1;
      looked.deniedCents += denial.opened?.deniedCents ?? 0;
      const change = reclassified(atHand, { before, after });
      if (change) changes.push(change);
    }
    return {
      changes: changes.map(({ classification: _, ...change }) => change),
      totals: totalsOf(looked, changes),
    };
  }
}

/** So many calendar months before an instant: how far back a what-if looks. */
export function monthsBefore(now: Date, months: number): Date {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - months);
  return since;
}
