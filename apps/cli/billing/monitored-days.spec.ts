import { describe, expect, it } from '@jest/globals';
import { builtInReference } from '#libs/rules/reference/built-in.js';
import type { Procedure, Session } from '#libs/rules/session.js';
import { coveredBy, sampleSession } from '#libs/rules/testing/sample.js';
import { type DayEntry, type InputDay, readDays } from '../input/read-days.js';
import { type MonitoredInputDay, monitoredDays } from './monitored-days.js';

const reference = builtInReference();

function session(sessionId: string, date: string, code: string, given: Partial<Session> = {}): Session {
  const procedure: Procedure = { code, minutes: 12 };
  return sampleSession({ sessionId, dateOfService: date, procedures: [procedure], ...given });
}

async function* of(sessions: readonly Session[], told: string[] = []): AsyncGenerator<Session> {
  for (const one of sessions) {
    told.push(`read ${one.sessionId}`);
    yield one;
  }
}

async function collect(sessions: readonly Session[]): Promise<MonitoredInputDay[]> {
  const days: MonitoredInputDay[] = [];
  for await (const day of monitoredDays(readDays(of(sessions)), reference)) days.push(day);
  return days;
}

const ids = (entries: InputDay) =>
  entries.map(({ session: one }: DayEntry) => `${one.sessionId}${one.revision}`).join();
const known = ({ monitoring }: MonitoredInputDay) =>
  monitoring?.entries.map((entry) => `${entry.sessionId} ${entry.therapistMinutes}`);

describe('days with remote monitoring', () => {
  it('wait for the end of the input, keep their order, and then know what comes after them', async () => {
    const days = await collect([
      session('A', '2026-03-02', '97110'),
      session('B', '2026-03-03', '98980'),
      session('C', '2026-03-04', '97110'),
      session('D', '2026-03-05', '98980'),
    ]);
    expect(days.map(({ entries }) => ids(entries))).toEqual(['A1', 'B1', 'C1', 'D1']);
    expect(days.map(known)).toEqual([undefined, ['B 12', 'D 12'], ['B 12', 'D 12'], ['B 12', 'D 12']]);
  });

  it('do not keep those before the first from coming out at once', async () => {
    const told: string[] = [];
    const input = of(
      [
        session('A', '2026-03-02', '97110'),
        session('B', '2026-03-03', '97110'),
        session('C', '2026-03-04', '97110'),
        session('D', '2026-03-05', '98980'),
      ],
      told,
    );
    for await (const { entries } of monitoredDays(readDays(input), reference)) told.push(`gives ${ids(entries)}`);
    expect(told.join(', ')).toBe('read A, read B, read C, gives A1, read D, gives B1, gives C1, gives D1');
  });

  it('come back from disk as they were read', async () => {
    const given = session('Ä "x"\n\u2028', '2026-03-02', '98980', { revision: 2 });
    const [day] = await collect([{ ...given, revision: 1 }, given]);
    expect(day?.entries).toEqual([
      { kind: 'superseded', session: { ...given, revision: 1 }, by: 2 },
      { kind: 'live', session: given, outOfPlace: false },
    ]);
  });

  it('count the revision that is in force, and nothing that stands out of place', async () => {
    const [first] = await collect([
      session('A', '2026-03-02', '98980'),
      session('A', '2026-03-02', '98980', { revision: 2, procedures: [{ code: '98980', minutes: 7 }] }),
      session('B', '2026-03-03', '97110'),
      session('C', '2026-03-02', '98980'),
    ]);
    expect(first && known(first)).toEqual(['A 7']);
  });

  it('are summed by patient and payer', async () => {
    const days = await collect([
      session('A', '2026-03-02', '98980'),
      session('B', '2026-03-03', '98980', coveredBy('HARBOR')),
      session('C', '2026-03-04', '98980', { patient: { patientId: 'P2' } }),
    ]);
    expect(days.map(known)).toEqual([['A 12'], ['B 12'], ['C 12']]);
  });
});
