import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '#libs/testing/database.js';
import { KeyUnknown, MasterKeyMismatch, SealBroken } from '#libs/vault/errors.js';
import { RawFiles } from '#libs/vault/raw-files.js';
import { Vault } from '#libs/vault/vault.js';

const MASTER_KEY = randomBytes(32).toString('base64');
const PATIENT = { practiceId: 'demo', patientId: 'patient-1' };
const SECRET = { name: 'Ada Example', notes: ['first', { deep: true }], count: 3 };

let database: TestDatabase;
let vault: Vault;
/** The same vault in another process: nothing cached. */
const anotherProcess = (masterKey = MASTER_KEY) => new Vault(database.pool, masterKey);

beforeAll(async () => {
  database = await freshDatabase();
  vault = anotherProcess();
});
afterAll(() => database.drop());

describe('the vault', () => {
  it('opens what it sealed, in this process and in another', async () => {
    const { sealed, keyId } = await vault.seal(PATIENT, SECRET);
    expect(keyId).toMatch(/^demo\/patient-/);
    expect(await vault.open('demo', keyId, sealed)).toEqual(SECRET);
    expect(await anotherProcess().open('demo', keyId, sealed)).toEqual(SECRET);
  });

  it('seals with the practice key where there is no patient, and never twice alike', async () => {
    const first = await vault.seal({ practiceId: 'demo' }, SECRET);
    const second = await vault.seal({ practiceId: 'demo' }, SECRET);
    expect(first.keyId).toMatch(/^demo\/practice-/);
    expect(second.keyId).toBe(first.keyId);
    expect(second.sealed.equals(first.sealed)).toBe(false);
    expect(await anotherProcess().open('demo', first.keyId, first.sealed)).toEqual(SECRET);
  });

  it('opens many in their order, with keys of several patients and practices', async () => {
    const owners = Array.from({ length: 40 }, (_, index) => ({
      practiceId: `p${index % 3}`,
      patientId: `m-${index % 7}`,
    }));
    const items = await Promise.all(
      owners.map(async (owner, index) => ({ practiceId: owner.practiceId, ...(await vault.seal(owner, { index })) })),
    );
    expect(new Set(items.map((item) => item.keyId)).size).toBe(21);
    expect(await anotherProcess().openMany(items)).toEqual(owners.map((_, index) => ({ index })));
  });

  it('gives a patient one key, however many ask for it at once', async () => {
    const owner = { practiceId: 'demo', patientId: 'raced' };
    const sealed = await Promise.all(Array.from({ length: 12 }, () => anotherProcess().seal(owner, SECRET)));
    expect(new Set(sealed.map((one) => one.keyId)).size).toBe(1);
  });

  it('keeps no key in clear and no secret in its tables', async () => {
    await vault.seal(PATIENT, SECRET);
    await vault.patientId('demo', 'EHR-4711-ADA-LOVELACE');
    const { rows } = await database.pool.query(
      `select string_agg(row_to_json(k)::text, ' ') || (select string_agg(row_to_json(p)::text, ' ') from vault.patients p) as dump from vault.keys k`,
    );
    expect(rows[0].dump).not.toContain('ADA-LOVELACE');
    expect(rows[0].dump).not.toContain(Buffer.from('ADA-LOVELACE').toString('hex'));
  });
});

describe('a sealed value does not open', () => {
  it('with any byte of it altered, cut off or added', async () => {
    const { sealed, keyId } = await vault.seal(PATIENT, { n: 1 });
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      await expect(vault.open('demo', keyId, altered)).rejects.toBeInstanceOf(SealBroken);
    }
    for (const other of [sealed.subarray(0, -1), Buffer.concat([sealed, Buffer.of(0)]), Buffer.alloc(0)])
      await expect(vault.open('demo', keyId, other)).rejects.toBeInstanceOf(SealBroken);
  });

  it("with another patient's key, another practice's, or as another kind of thing", async () => {
    const mine = await vault.seal(PATIENT, SECRET);
    const theirs = await vault.seal({ practiceId: 'demo', patientId: 'patient-2' }, SECRET);
    const foreign = await vault.seal({ practiceId: 'other', patientId: 'patient-1' }, SECRET);
    await expect(vault.open('demo', theirs.keyId, mine.sealed)).rejects.toBeInstanceOf(SealBroken);
    await expect(vault.open('other', foreign.keyId, mine.sealed)).rejects.toBeInstanceOf(SealBroken);
    await expect(vault.open('other', mine.keyId, mine.sealed)).rejects.toBeInstanceOf(SealBroken);
    await expect(vault.openFile('demo', mine.keyId, mine.sealed)).rejects.toBeInstanceOf(SealBroken);
  });

  it('with a key that never was, which is told apart from one that was destroyed', async () => {
    const { sealed } = await vault.seal(PATIENT, SECRET);
    await expect(vault.open('demo', 'demo/patient-none', sealed)).rejects.toBeInstanceOf(KeyUnknown);
  });

  it('under another master key, which says so at the start of an app and tells no secret', async () => {
    const { sealed, keyId } = await vault.seal(PATIENT, SECRET);
    const stranger = anotherProcess(randomBytes(32).toString('base64'));
    await expect(stranger.open('demo', keyId, sealed)).rejects.toBeInstanceOf(MasterKeyMismatch);
    await expect(stranger.checkMasterKey()).rejects.toBeInstanceOf(MasterKeyMismatch);
    await expect(vault.checkMasterKey()).resolves.toBeUndefined();
    expect(() => anotherProcess('c2hvcnQ=')).toThrow('a master key is 32 bytes in base64');
  });
});

describe('forgetting', () => {
  it('makes all that the key sealed read as forgotten, and nothing else', async () => {
    const owner = { practiceId: 'demo', patientId: 'leaving' };
    const before = await vault.seal(owner, SECRET);
    const neighbour = await vault.seal(PATIENT, SECRET);
    expect(await vault.forget(await vault.keyIdOf(owner))).toBe(true);
    expect(await vault.forget(before.keyId)).toBe(false);
    for (const process of [vault, anotherProcess()]) {
      expect(await process.open('demo', before.keyId, before.sealed)).toEqual({ forgotten: true });
      expect(await process.open('demo', neighbour.keyId, neighbour.sealed)).toEqual(SECRET);
    }
    const { rows } = await database.pool.query('select wrapped from vault.keys where key_id = $1', [before.keyId]);
    expect(rows).toEqual([{ wrapped: null }]);
  });

  it('does not keep a patient who comes back from being recorded, under a new key', async () => {
    const owner = { practiceId: 'demo', patientId: 'returning' };
    const before = await vault.seal(owner, SECRET);
    await vault.forget(before.keyId);
    const after = await vault.seal(owner, SECRET);
    expect(after.keyId).not.toBe(before.keyId);
    expect(
      await vault.openMany([
        { practiceId: 'demo', ...before },
        { practiceId: 'demo', ...after },
      ]),
    ).toEqual([{ forgotten: true }, SECRET]);
  });

  it("a practice forgets all its patients, and no other practice's", async () => {
    const patient = { practiceId: 'closing', patientId: 'any' };
    const [theirs, file, ours] = await Promise.all([
      vault.seal(patient, SECRET),
      vault.sealFile('closing', Buffer.from('ISA*')),
      vault.seal(PATIENT, SECRET),
    ]);
    await vault.forget(await vault.keyIdOf({ practiceId: 'closing' }));
    const later = anotherProcess();
    expect(await later.open('closing', theirs.keyId, theirs.sealed)).toEqual({ forgotten: true });
    expect(await later.openFile('closing', file.keyId, file.sealed)).toEqual({ forgotten: true });
    expect(await later.open('demo', ours.keyId, ours.sealed)).toEqual(SECRET);
    const anew = await later.seal(patient, SECRET);
    expect(await later.open('closing', anew.keyId, anew.sealed)).toEqual(SECRET);
  });
});

describe('a patient id', () => {
  it('is random, and the same for the same EHR id of a practice, whoever asks first', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => anotherProcess().patientId('demo', 'EHR-1')));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(await vault.patientId('demo', 'EHR-2')).not.toBe(ids[0]);
    expect(await vault.patientId('other', 'EHR-1')).not.toBe(ids[0]);
  });
});

describe('raw files', () => {
  it('are stored sealed, name and all, and come back byte for byte', async () => {
    const files = new RawFiles(database.pool, vault);
    const bytes = Buffer.concat([Buffer.from('ISA*00*ADA EXAMPLE~'), randomBytes(100_000)]);
    const stored = await files.storeRawFile({ practiceId: 'demo', payerId: 'payer', name: 'ADA.835', bytes });
    expect(stored.alreadyStored).toBe(false);
    expect(await new RawFiles(database.pool, anotherProcess()).readRawFile('demo', stored.fileId)).toEqual({
      ...{ fileId: stored.fileId, sha256: stored.sha256, payerId: 'payer', name: 'ADA.835', bytes },
      receivedAt: expect.any(String),
    });
    const { rows } = await database.pool.query('select sealed, sealed_name from vault.raw_files');
    expect(Buffer.concat([rows[0].sealed, rows[0].sealed_name]).includes('ADA')).toBe(false);
  });

  it('with equal bytes are one file of a practice', async () => {
    const files = new RawFiles(database.pool, vault);
    const store = (practiceId: string, name: string) =>
      files.storeRawFile({ practiceId, name, bytes: Buffer.from('the same') });
    const race = await Promise.all([store('demo', 'a'), store('demo', 'b'), store('demo', 'c')]);
    expect(new Set(race.map((one) => one.fileId)).size).toBe(1);
    expect(race.filter((one) => !one.alreadyStored)).toHaveLength(1);
    expect((await store('demo', 'd')).alreadyStored).toBe(true);
    expect((await store('other', 'a')).alreadyStored).toBe(false);
    expect(await files.readRawFile('demo', '00000000-0000-0000-0000-000000000000')).toBeNull();
  });

  it('can be forgotten one by one', async () => {
    const files = new RawFiles(database.pool, vault);
    const [gone, kept] = await Promise.all(
      ['gone', 'kept'].map((name) => files.storeRawFile({ practiceId: 'demo', name, bytes: Buffer.from(name) })),
    );
    const { rows } = await database.pool.query('select key_id from vault.raw_files where file_id = $1', [gone?.fileId]);
    await vault.forget(rows[0].key_id);
    expect(await files.readRawFile('demo', gone?.fileId ?? '')).toEqual({ forgotten: true });
    expect(await files.readRawFile('demo', kept?.fileId ?? '')).toMatchObject({ bytes: Buffer.from('kept') });
  });
});
