import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { procedures } from '#libs/rules/testing/sample.js';
import { claimstream } from './claimstream.js';
import { ndjson, PRACTICE } from './sample-input.js';

const folder = mkdtempSync(join(tmpdir(), 'claimstream-bad-'));
const practice = join(folder, 'practice.json');
const empty = join(folder, 'empty');

/** The commands over sessions, each with what it cannot do without. */
const COMMANDS = [['code'], ['price'], ['scrub'], ['claim', '--practice', practice]];

beforeAll(async () => {
  writeFileSync(practice, JSON.stringify(PRACTICE));
  writeFileSync(empty, '');
  await claimstream(['--help']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TOO_MANY = ndjson({ procedures: Array.from({ length: 10_000 }, () => ({ code: '97110', minutes: 15 })) });
const BAD_LINES: readonly (readonly [string, string, string])[] = [
  ['what is not JSON', '{"sessionId":', 'standard input line 1: is not JSON'],
  ['another value', '[]', 'standard input line 1: (the whole value) expected object, received array'],
  ['a missing field', ndjson({ patient: undefined as never }), 'standard input line 1: patient is missing'],
  [
    'minutes below 0 after a good line',
    ndjson({}) + ndjson({ procedures: procedures('97110 -5') }),
    'standard input line 2: procedures[0].minutes must be 0 or more',
  ],
  [
    'a day that does not exist',
    ndjson({ dateOfService: '2026-02-30' }),
    'standard input line 1: dateOfService must be a calendar day YYYY-MM-DD that exists',
  ],
  ['10,000 procedures', TOO_MANY, 'standard input line 1: procedures must have at most 500 procedures'],
  [
    'a line without end',
    `${ndjson({})}"${'x'.repeat(17_000_000)}`,
    'standard input line 2: is longer than 16777216 characters',
  ],
];

describe.each(COMMANDS)('%s', (command, ...options) => {
  it.each(BAD_LINES)('exits 1 and names file, line and field for %s', async (_, input, message) => {
    const { code, err } = await claimstream([command, '-', ...options], input);
    expect([code, err.trim()]).toEqual([1, message]);
  });

  it('exits 1 for a file that is not there and for a folder, and names it', async () => {
    const said = async (file: string) => {
      const { code, out, err } = await claimstream([command, file, ...options]);
      return [code, out, err.trim()];
    };
    expect(await said(join(folder, 'none'))).toEqual([1, '', `${folder}/none: there is no such file`]);
    expect(await said(folder)).toEqual([1, '', `${folder}: it is a folder`]);
  });

  it('prints nothing for a file without a session, and says that it is empty', async () => {
    const { code, out, err } = await claimstream([command, empty, ...options]);
    expect([code, out, err.trim()]).toEqual([0, '', `${empty}: holds no session`]);
  });

  it('tells an unknown payer by its field, and holds a date in 1900', async () => {
    const args = [command, '-', ...options, '--as-of', '2026-03-20'];
    const unknown = await claimstream(args, ndjson({ coverages: [{ rank: 1, payerId: 'NOBODY' }] }));
    expect([unknown.code, `${unknown.out}${unknown.err}`]).toEqual([
      2,
      expect.stringContaining('coverages[0].payerId'),
    ]);
    const old = await claimstream(args, ndjson({ dateOfService: '1900-01-02' }));
    expect([old.code, `${old.out}${old.err}`]).toEqual([2, expect.stringContaining('97110 is not valid before')]);
  });

  it('exits 1 and names the field of a practice that cannot be read', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...PRACTICE, npi: undefined }));
    const { code, err } = await claimstream([command, '-', '--practice', broken], ndjson({}));
    expect([code, err.trim()]).toEqual([1, `${broken}: npi is missing`]);
  });
});

describe.each([['era'], ['ack']])('%s', (command) => {
  it('exits 1 for what is no X12 at all, and names the file', async () => {
    for (const [file, reason] of [
      [empty, 'no X12 interchange was found'],
      [practice, 'no X12 interchange was found'],
      [folder, 'it is a folder'],
      [join(folder, 'none'), 'there is no such file'],
    ] as const) {
      const { code, out, err } = await claimstream([command, file]);
      expect([code, out, err]).toEqual([1, '', expect.stringContaining(`${file}: ${reason}`)]);
    }
  });
});

describe('deadline', () => {
  const args = ['--payer', 'MEDICARE-B', '--kind', 'redetermination'];

  it.each([
    [['--payer', 'NOBODY', '--kind', 'redetermination', '--notice', '2026-04-06'], '--payer: no payer NOBODY is known'],
    [['--payer', 'MEDICARE-B', '--kind', 'complaint', '--notice', '2026-04-06'], '--kind: must be one of'],
    [args, '--notice: redetermination needs the notice date'],
    [[...args, '--notice', '2026-02-30'], 'It must be a calendar day'],
    [[...args, '--notice', '2026-04-06', '--amount', '-1'], 'It must be whole cents'],
  ])('exits 1 and names the option: %j', async (given, message) => {
    const { code, out, err } = await claimstream(['deadline', ...given]);
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(message)]);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
