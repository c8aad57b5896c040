import { Inject, Injectable } from '@nestjs/common';
import type { ClassificationRules } from '#libs/domain/denial-case/classification-rules.js';
import type { DeadlineData } from '#libs/domain/denial-case/deadlines.js';
import { builtInClassificationRules, builtInDeadlineRules } from '#libs/domain/denial-case/reference/built-in.js';
import type { Reference } from '#libs/rules/reference/reference.js';
import { REFERENCE } from '../reference.js';

/** The tables that denials are classified and their clocks set by. */
@Injectable()
export class DenialReference {
  readonly rules: ClassificationRules = builtInClassificationRules();
  readonly deadlines: DeadlineData;

  constructor(@Inject(REFERENCE) minimums: Reference) {
    this.deadlines = { rules: builtInDeadlineRules(), minimums };
  }
}
