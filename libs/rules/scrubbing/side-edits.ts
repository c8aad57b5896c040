import type { DiagnosisSide } from '../reference/diagnosis-sides.js';
import { type Edit, type EditContext, NOTHING, type Problem } from './edit.js';

const SOURCE = 'ICD-10-CM Official Guidelines, I.B.13';

function sidesOf({ session: { diagnoses }, reference }: EditContext): readonly (DiagnosisSide | undefined)[] {
  return diagnoses.map((diagnosis) => reference.diagnosisSide(diagnosis));
}

export const SIDE_EDITS: readonly Edit[] = [
  {
    id: 'diagnosis.side-unspecified',
    means: 'A diagnosis does not say which side, and its code could.',
    source: SOURCE,
    severity: 'warning',
    check(context) {
      const problems: Problem[] = [];
      sidesOf(context).forEach((found, index) => {
        if (found?.side === 'unspecified')
          problems.push({
            message: `diagnoses[${index}] is of an unspecified side`,
            fix: 'name the side where the record tells it',
          });
      });
      return problems;
    },
  },
  {
    id: 'diagnosis.sides-conflict',
    means: 'One condition is listed for the right and for the left side.',
    source: SOURCE,
    severity: 'warning',
    check(context) {
      if (context.session.diagnoses.length < 2) return NOTHING;
      const sides = sidesOf(context);
      const other = { right: 'left', left: 'right', unspecified: undefined } as const;
      return sides.flatMap((found, index) => {
        const opposite = found && other[found.side];
        const first = sides
          .slice(0, index)
          .findIndex((one) => one !== undefined && one.side === opposite && one.condition === found?.condition);
        if (first < 0) return [];
        return [
          {
            message: `diagnoses[${first}] and diagnoses[${index}] are the two sides of one condition`,
            fix: 'keep the side that was treated, or the code for both sides where there is one',
          },
        ];
      });
    },
  },
];
