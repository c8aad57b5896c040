import type { UnitMethod } from '../practice.js';
import { finding } from '../rule-catalogue.js';
import type { Discipline } from '../session.js';
import { listed } from '../words.js';
import { type Allotment, allotUnits, dealUnits, type TimedCode } from './allotment.js';
import { explainAllotment } from './allotment-explained.js';
import type { DayFindings } from './day-findings.js';
import { firstPart, isPooled, type Treatment, totalMinutes } from './treatment.js';

/** The timed minutes and units of one discipline on a day. */
export interface TimedPool {
  readonly minutes: number;
  readonly units: number;
}

interface PooledCode extends TimedCode {
  readonly treatments: readonly Treatment[];
}

function preferred(treatment: Treatment): boolean {
  return treatment.parts.some((part) => part.record.preferUnit === true);
}

function pooledCodes(treatments: readonly Treatment[]): PooledCode[] {
  const byCode = new Map<string, Treatment[]>();
  for (const treatment of treatments) {
    const known = byCode.get(treatment.code);
    if (known) known.push(treatment);
    else byCode.set(treatment.code, [treatment]);
  }
  return [...byCode].map(([code, members]) => ({
    code,
    minutes: members.reduce((sum, treatment) => sum + totalMinutes(treatment), 0),
    preferred: members.some(preferred),
    treatments: members,
  }));
}

function disciplinesOf(treatments: readonly Treatment[]): Discipline[] {
  return [...new Set(treatments.filter(isPooled).map((treatment) => treatment.discipline))];
}

/** Timed units of the whole day by one method, all disciplines together. */
export function totalUnits(treatments: readonly Treatment[], method: UnitMethod): number {
  let total = 0;
  for (const discipline of disciplinesOf(treatments)) {
    const codes = pooledCodes(treatments.filter((one) => isPooled(one) && one.discipline === discipline));
    for (const units of allotUnits(codes, method).units) total += units;
  }
  return total;
}

/** Gives each 15-minute service of the day its units, discipline by discipline, and says how. */
export function pooledUnits(
  treatments: readonly Treatment[],
  method: UnitMethod,
  found: DayFindings,
): { units: Map<Treatment, number>; pools: Map<Discipline, TimedPool> } {
  const units = new Map<Treatment, number>();
  const pools = new Map<Discipline, TimedPool>();
  for (const discipline of disciplinesOf(treatments)) {
    const codes = pooledCodes(treatments.filter((one) => isPooled(one) && one.discipline === discipline));
    const allotment = allotUnits(codes, method);
    codes.forEach((code, place) => {
      const dealt = dealUnits(code.treatments.map(asTimedCode), allotment.units[place] as number);
      code.treatments.forEach((treatment, index) => {
        units.set(treatment, dealt.units[index] as number);
      });
    });
    pools.set(discipline, {
      minutes: codes.reduce((sum, code) => sum + code.minutes, 0),
      units: allotment.units.reduce((sum, count) => sum + count, 0),
    });
    explain(codes, allotment, method, found);
  }
  return { units, pools };
}

function asTimedCode(treatment: Treatment): TimedCode {
  return { code: treatment.code, minutes: totalMinutes(treatment), preferred: preferred(treatment) };
}

function explain(codes: readonly PooledCode[], allotment: Allotment, method: UnitMethod, found: DayFindings): void {
  const decisive = codes[allotment.extras.at(-1) ?? 0] as PooledCode;
  const at = firstPart(decisive.treatments[0] as Treatment);
  found.add(
    at.session,
    finding('units.explained', explainAllotment(codes, allotment, method), { procedure: at.procedure }),
  );
  if (allotment.tiedOut.length === 0) return;
  const over = decisive.minutes % 15;
  const rivals = allotment.tiedOut.map((place) => (codes[place] as PooledCode).code);
  found.add(
    at.session,
    finding('units.tie', `${decisive.code} got the unit; ${listed(rivals)} had ${over} minutes over as well`, {
      procedure: at.procedure,
      fix: 'set preferUnit on the code that should have it',
    }),
  );
}
