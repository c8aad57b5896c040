import { describe, expect, it } from '@jest/globals';
import { askedTogether, askedTogetherOn } from './asked-together.js';

describe('questions of one turn of the event loop', () => {
  it('are asked once, and each gets its own answer, in whatever place it stood', async () => {
    const asked: (readonly number[])[] = [];
    const square = askedTogether(async (numbers: readonly number[]) => {
      asked.push(numbers);
      return numbers.map((number) => number * number);
    });
    expect(await Promise.all([square(2), square(3), square(2)])).toEqual([4, 9, 4]);
    expect(asked).toEqual([[2, 3, 2]]);
  });

  it('are answered anew each time: nothing is remembered', async () => {
    let answers = 0;
    const count = askedTogether(async (asked: readonly string[]) => {
      answers += 1;
      return asked.map(() => answers);
    });
    expect([await count('a'), await count('a')]).toEqual([1, 2]);
  });

  it('fail together, and the next are asked all the same', async () => {
    let fail = true;
    const ask = askedTogether(async (asked: readonly string[]) => {
      if (fail) throw new Error('no database');
      return asked;
    });
    const told = await Promise.allSettled([ask('a'), ask('b')]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fail = false;
    expect(await ask('a')).toBe('a');
  });

  it('are never put together with those on another connection', async () => {
    const ask = askedTogetherOn(async (on: { readonly name: string }, asked: readonly string[]) =>
      asked.map((question) => `${question} of ${on.name}, ${asked.length}`),
    );
    const [one, other] = [{ name: 'one' }, { name: 'other' }];
    expect(await Promise.all([ask(one, 'a'), ask(one, 'b'), ask(other, 'a')])).toEqual([
      'a of one, 2',
      'b of one, 2',
      'a of other, 1',
    ]);
  });
});
