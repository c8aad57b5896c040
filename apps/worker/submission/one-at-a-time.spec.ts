import { describe, expect, it } from '@jest/globals';
import { OneAtATime } from './one-at-a-time.js';

describe('work under one name', () => {
  it('begins when the work before it is over, also where that failed', async () => {
    const alone = new OneAtATime();
    const seen: string[] = [];
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const first = alone.run('a', async () => {
      seen.push('first begins');
      await opened;
      seen.push('first ends');
      throw new Error('broken');
    });
    const second = alone.run('a', async () => void seen.push('second'));
    await alone.run('b', async () => void seen.push('another name'));
    open();
    await expect(first).rejects.toThrow('broken');
    await second;
    expect(seen).toEqual(['first begins', 'another name', 'first ends', 'second']);
  });
});
