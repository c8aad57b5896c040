import { MOST_LINES } from '../claiming/claim-limits.js';
import { firstPart } from '../coding/treatment.js';
import type { PayerProfile } from '../payer-profile.js';
import { type Edit, type EditContext, NOTHING, type Problem } from './edit.js';

/** A limit of 0 is Medicare's way to say that it does not take the code at all. */
function isLimit(units: number, { kind }: PayerProfile): boolean {
  return units > 0 || kind === 'MEDICARE_B';
}

/** Codes of this session whose units go over their limit: the day's where it counts by day, a line's where it counts by line. */
function exceededLimits({ session, sessions, day, reference, payer }: EditContext): readonly Problem[] {
  const place = sessions.indexOf(session);
  const problems: Problem[] = [];
  const seen: string[] = [];
  for (const own of day.lines) {
    const { code } = own.line;
    if (own.session !== place || seen.includes(code)) continue;
    seen.push(code);
    const limit = reference.unitLimit(code, session.dateOfService, payer.payerId);
    if (!limit || !isLimit(limit.units, payer)) continue;
    let units = 0;
    for (const { line } of day.lines)
      if (line.code === code) units = limit.perLine ? Math.max(units, line.units) : units + line.units;
    if (units <= limit.units) continue;
    const per = limit.perLine ? 'a line' : 'the day';
    problems.push({
      message: `${code} has ${units} units on ${per}; the limit is ${limit.units}`,
      procedure: firstPart(own.treatment).procedure,
    });
  }
  return problems.length === 0 ? NOTHING : problems;
}

export const CLAIM_EDITS: readonly Edit[] = [
  {
    id: 'mue.exceeded',
    means: 'More units of a code on one day than the payer takes.',
    source: 'NCCI medically unlikely edits, practitioner file',
    severity: { MEDICARE_B: 'error', MEDICARE_ADVANTAGE: 'error', MEDICAID: 'error', COMMERCIAL: 'warning' },
    check: exceededLimits,
  },
  {
    id: 'claim.too-many-lines',
    means: 'More lines than a claim takes; a day is never split over claims.',
    source: '005010X222A1, LX of 2400',
    severity: 'error',
    check({ day: { lines } }) {
      if (lines.length <= MOST_LINES) return NOTHING;
      return [{ message: `${lines.length} lines on the day; a claim takes ${MOST_LINES}` }];
    },
  },
  {
    id: 'practice.mismatch',
    means: "The session names another practice than the profile's.",
    source: 'convention of this project',
    severity: 'error',
    check({ session, practice }) {
      if (practice?.practiceId === undefined || practice.practiceId === session.practiceId) return NOTHING;
      return [{ message: `practiceId is not that of the practice's profile` }];
    },
  },
];
