import { Inject, Injectable } from '@nestjs/common';
import type { ClassificationRules } from '#libs/domain/denial-case/classification-rules.js';
import type { DeadlineData } from '#libs/domain/denial-case/deadlines.js';
import { withOwnRows } from '#libs/domain/denial-case/own-rows.js';
import { builtInClassificationRules, builtInDeadlineRules } from '#libs/domain/denial-case/reference/built-in.js';
import type { PracticeState } from '#libs/domain/practice/state.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { PracticeDirectory } from '../practice-directory.js';
import { REFERENCE } from '../reference.js';

/** The tables that denials are classified and their clocks set by. */
@Injectable()
export class DenialReference {
  readonly builtIn: ClassificationRules = builtInClassificationRules();
  readonly deadlines: DeadlineData;
  /** Rules with a practice's rows over them, for as long as those rows are in force. */
  private readonly layered = new WeakMap<PracticeState['classification']['rows'], ClassificationRules>();

  constructor(
    @Inject(REFERENCE) minimums: Reference,
    @Inject(PracticeDirectory) private readonly practices: PracticeDirectory,
  ) {
    this.deadlines = { rules: builtInDeadlineRules(), minimums };
  }

  /** The rules that tell a practice's denials from what is none: its own rows, as they were read a moment ago, over the built-in ones. */
  async rulesOf(practiceId: string): Promise<ClassificationRules> {
    return this.rulesWith(await this.practices.state(practiceId));
  }

  /** The rules of now: a case that is opened while rows change must not be left with the earlier ones. */
  async newestRulesOf(practiceId: string): Promise<ClassificationRules> {
    return this.rulesWith(await this.practices.newest(practiceId));
  }

  private rulesWith({ classification: { rows } }: PracticeState): ClassificationRules {
    const known = this.layered.get(rows);
    if (known) return known;
    const rules = withOwnRows(this.builtIn, rows);
    this.layered.set(rows, rules);
    return rules;
  }
}
