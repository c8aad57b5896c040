import { describe, expect, it } from '@jest/globals';
import { StreamExists, VersionConflict } from '#libs/event-store/errors.js';
import { CodedError } from '#libs/kernel/coded-error.js';
import { isInfrastructureError } from './infrastructure-error.js';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const named = (name: string) => Object.assign(new Error('x'), { name });

describe('what throws', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['several refused addresses', new AggregateError([coded('ECONNREFUSED')])],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
    ['a server that shuts down', coded('57P01')],
    ['a full disk', coded('53100')],
    ['a deadlock', coded('40P01')],
    ['a table that the next migration brings', coded('42P01')],
    ['Kafka away', named('KafkaJSConnectionError')],
    ['a stream that others keep writing to', new VersionConflict('p/claim-A', 3, 4)],
    ['Redis away', named('MaxRetriesPerRequestError')],
    ['any of these as a cause', new CodedError('append.failed', 'x', { cause: coded('08006') })],
  ])('is the surroundings: %s', (_what, error) => expect(isInfrastructureError(error)).toBe(true));

  it.each([
    ['a bug', new TypeError('undefined is not a function')],
    ['an error of our own', new CodedError('claim.unknown', 'x')],
    ['data that a constraint refuses', coded('23514')],
    ['data that is no JSON', coded('22P02')],
    ['a stream that is there already', new StreamExists('p/claim-A', 4)],
    ["a call that Node's library refuses", coded('ERR_INVALID_ARG_TYPE')],
    ['something that is no error', 'ECONNREFUSED'],
  ])('is a bug: %s', (_what, error) => expect(isInfrastructureError(error)).toBe(false));
});
