import { type Edit, MEDICARE_B_ERROR, NOTHING, type Problem } from './edit.js';

/** Facilities that bill for themselves: off- and on-campus outpatient, inpatient, emergency, skilled nursing. */
const FACILITY_BILLS: ReadonlySet<string> = new Set(['19', '21', '22', '23', '31']);

export const PLACE_EDITS: readonly Edit[] = [
  {
    id: 'place.facility',
    means: 'The facility bills therapy in this place of service, not the practice.',
    source: 'Medicare Claims Processing Manual ch. 5 §10',
    severity: MEDICARE_B_ERROR,
    check({ session: { placeOfService } }) {
      if (!FACILITY_BILLS.has(placeOfService)) return NOTHING;
      return [{ message: `place of service ${placeOfService}: the facility bills` }];
    },
  },
  {
    id: 'place.unknown',
    means: 'The place of service is not in the code set.',
    source: 'CMS place of service codes',
    severity: 'error',
    check({ session: { placeOfService, dateOfService }, reference }) {
      if (reference.rateType(placeOfService, dateOfService)) return NOTHING;
      return [{ message: `${placeOfService} is not a place of service` }];
    },
  },
  {
    id: 'accident.incomplete',
    means: 'An accident lacks its day, the state of a car accident, or lies after the service.',
    source: '005010X222A1, CLM11 and DTP*439 of 2300',
    severity: 'error',
    corrects: 'writes the state in capitals',
    check({ session: { accident, dateOfService } }) {
      if (!accident) return NOTHING;
      const problems: Problem[] = [];
      if (accident.on === undefined) problems.push({ message: 'accident.on is missing' });
      else if (accident.on > dateOfService)
        problems.push({ message: `the accident of ${accident.on} is after the service of ${dateOfService}` });
      const state = accident.state ?? '';
      if ((accident.kind === 'AA' || state !== '') && !/^[A-Z]{2}$/.test(state))
        problems.push({
          message: 'accident.state must be two capitals',
          ...(/^ *[A-Za-z]{2} *$/.test(state) && {
            fix: 'write it in capitals',
            correction: [{ do: 'clean', field: 'accident.state', as: 'capitals' } as const],
          }),
        });
      return problems;
    },
  },
  {
    id: 'onset.after-service',
    means: 'The condition began after the date of service.',
    source: '005010X222A1, DTP*431 of 2300',
    severity: 'warning',
    check({ session: { onsetOn, dateOfService } }) {
      if (onsetOn === undefined || onsetOn <= dateOfService) return NOTHING;
      return [{ message: `onsetOn is ${onsetOn}; the service is of ${dateOfService}` }];
    },
  },
];
