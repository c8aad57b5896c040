import { describe, expect, it } from '@jest/globals';
import type { Session } from '#libs/rules/session.js';
import { sampleSession } from '#libs/rules/testing/sample.js';
import { readDays } from './read-days.js';

async function* stream(sessions: readonly Session[]) {
  yield* sessions;
}

/** `A1` is session A, revision 1, of the first day; `A1/2` of the second. */
async function days(text: string): Promise<string[]> {
  const sessions = text.split(' ').map((one) => {
    const [id, day = '1'] = one.split('/') as [string, string | undefined];
    return sampleSession({
      sessionId: id[0] as string,
      revision: Number(id.slice(1)),
      dateOfService: `2026-03-0${day}`,
    });
  });
  const result: string[] = [];
  for await (const day of readDays(stream(sessions)))
    result.push(
      day
        .map((entry) => {
          const name = `${entry.session.sessionId}${entry.session.revision}`;
          if (entry.kind === 'superseded') return `${name}<${entry.by}`;
          if (entry.kind === 'duplicate') return `${name}=`;
          return entry.outOfPlace ? `${name}!` : name;
        })
        .join(' '),
    );
  return result;
}

describe('the days of a file', () => {
  it('are its adjacent sessions of one patient, payer and date', async () => {
    expect(await days('A1 B1 C1/2 D1/3')).toEqual(['A1 B1', 'C1', 'D1']);
  });

  it('take the highest revision of a session and set the others aside in their place', async () => {
    expect(await days('A1 A2 B1')).toEqual(['A1<2 A2 B1']);
    expect(await days('A3 A1 A3')).toEqual(['A3 A1<3 A3=']);
  });

  it('follow the revision that counts where it moves the date', async () => {
    expect(await days('A1 A2/2 B1/2')).toEqual(['A1<2 A2 B1']);
  });

  it('count a session once, by its highest revision, where its revisions stand apart', async () => {
    expect(await days('A1 B1 A2')).toEqual(['A1<2 B1 A2!']);
    expect(await days('A2 B1 A1')).toEqual(['A2! B1 A1<2']);
    expect(await days('A1 A2 B1 A3 A1')).toEqual(['A1<3 A2<3 B1 A3! A1<3']);
    expect(await days('A1 B1 A1')).toEqual(['A1! B1 A1=']);
  });

  it('are marked where they come back further on', async () => {
    expect(await days('A1 B1/2 C1')).toEqual(['A1', 'B1', 'C1!']);
    expect(await days('A1 B1 C1/2 B2')).toEqual(['A1 B1', 'C1', 'B2!']);
  });
});
