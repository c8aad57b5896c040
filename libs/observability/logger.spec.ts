import { describe, expect, it } from '@jest/globals';
import { CodedError } from '#libs/kernel/coded-error.js';
import { errorReason } from './describe-error.js';
import type { LogFields } from './log-fields.js';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

function written(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger({ app: 'test', level: 'debug', destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line));
}

describe('the logger', () => {
  it('writes listed fields, and drops what is not listed or is an object', () => {
    const careless = {
      stream: 'p/claim-1',
      lastName: 'Sample',
      reason: { lastName: 'Sample' },
    } as unknown as LogFields;
    const [line] = written((logger) => logger.child(careless).info(careless, 'posted'));
    expect(line).toMatchObject({ app: 'test', level: 'info', stream: 'p/claim-1', msg: 'posted' });
    expect(JSON.stringify(line)).not.toContain('Sample');
  });

  it('describes a foreign error by name, code and place, without its message, which may quote a patient', () => {
    const thrown = Object.assign(new Error('Key (name)=(Sample) already exists'), { code: '23505' });
    const [line] = written((logger) => logger.error({ error: thrown }, 'failed'));
    expect(line).toMatchObject({ error: { name: 'Error', code: '23505' } });
    expect(JSON.stringify(line)).not.toContain('Sample');
  });

  it('keeps the message of our own errors and of broken connections', () => {
    expect(errorReason(new CodedError('claim.unknown', 'no such claim'))).toBe(
      'CodedError: claim.unknown: no such claim',
    );
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });
    expect(errorReason(refused)).toContain('127.0.0.1:9');
    expect(errorReason('Sample')).toBe('string');
  });

  it('takes what Nest logs without the message or the stack of an exception', () => {
    const lines = written((logger) => {
      const nest = new NestLogger(logger);
      nest.error(new Error('Sample'), 'Error: Sample\n    at x', 'ExceptionsHandler');
      nest.error('Sample', 'Error: Sample', 'ExceptionsHandler');
      nest.warn('a route is deprecated', 'Router');
    });
    expect(lines.map(({ level, component }) => [level, component])).toEqual([
      ['error', 'ExceptionsHandler'],
      ['error', 'ExceptionsHandler'],
      ['warn', 'Router'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('Sample');
  });
});
