import { createHmac, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { JsonObject } from '#libs/kernel/json.js';
import { decrypt, encrypt, type Purpose, subkey } from './cipher.js';
import { SealBroken } from './errors.js';
import { DESTROYED, KeyRing, type OpenKey, practiceOfKey } from './key-ring.js';
import { MasterKey } from './master-key.js';

/** What stands where the key was destroyed. */
export interface Forgotten {
  readonly forgotten: true;
}
const FORGOTTEN: Forgotten = Object.freeze({ forgotten: true });

/** Whose key seals: the patient's, or the practice's where there is none. */
export interface KeyOwner {
  readonly practiceId: string;
  readonly patientId?: string;
}

export interface Sealed {
  readonly sealed: Buffer;
  readonly keyId: string;
}

export function isForgotten(value: object): value is Forgotten {
  return 'forgotten' in value && value.forgotten === true;
}

/** Seals patient data, opens it again, and forgets it for ever. Needs the tables of schema `vault`. */
export class Vault {
  private readonly keys: KeyRing;

  /** `masterKey`: 32 bytes in base64. */
  constructor(
    private readonly db: Pick<pg.Pool, 'query'>,
    masterKey: string,
  ) {
    this.keys = new KeyRing(db, MasterKey.fromBase64(masterKey));
  }

  /** Throws {@link MasterKeyMismatch} where the vault was made with another master key. Every app asks this at its start. */
  checkMasterKey(): Promise<void> {
    return this.keys.checkMasterKey();
  }

  async seal(owner: KeyOwner, value: JsonObject): Promise<Sealed> {
    const key = await this.livingKeyOf(owner);
    return sealWith(key, 'event', Buffer.from(JSON.stringify(value)));
  }

  /** Throws {@link SealBroken} where it was altered or is another practice's, {@link KeyUnknown} where there never was such a key. */
  async open(practiceId: string, keyId: string, sealed: Buffer): Promise<JsonObject | Forgotten> {
    const plain = await this.openAs('event', practiceId, keyId, sealed);
    return plain === DESTROYED ? FORGOTTEN : JSON.parse(plain.toString());
  }

  /** As {@link open}, in the order given; the keys are read together. */
  openMany(
    items: readonly { practiceId: string; keyId: string; sealed: Buffer }[],
  ): Promise<(JsonObject | Forgotten)[]> {
    return Promise.all(items.map(({ practiceId, keyId, sealed }) => this.open(practiceId, keyId, sealed)));
  }

  /** Seals a file or a dead letter with a key of its own. */
  async sealFile(practiceId: string, bytes: Buffer, name = randomUUID() as string): Promise<Sealed> {
    const key = await this.keys.livingKey(practiceId, 'file', name);
    return sealWith(key, 'file', bytes);
  }

  async openFile(practiceId: string, keyId: string, sealed: Buffer): Promise<Buffer | Forgotten> {
    const plain = await this.openAs('file', practiceId, keyId, sealed);
    return plain === DESTROYED ? FORGOTTEN : plain;
  }

  /** The key that the owner's new data is sealed with: what to {@link forget}. */
  async keyIdOf(owner: KeyOwner): Promise<string> {
    return (await this.livingKeyOf(owner)).keyId;
  }

  /**
   * Destroys a key: whatever it sealed, here, on Kafka and in every backup of the events, reads as forgotten from now on (in other
   * processes within 15 seconds). False where it was destroyed already. Record the event that says so before.
   */
  forget(keyId: string): Promise<boolean> {
    return this.keys.destroy(keyId);
  }

  /** False where the key was destroyed; in other processes up to 15 seconds late, as with {@link forget}. */
  async isLiving(keyId: string): Promise<boolean> {
    return (await this.keys.keyById(keyId)) !== DESTROYED;
  }

  /** The random id that stands for one of the EHR's patients; the same for the same patient, whoever asks first. */
  async patientId(practiceId: string, ehrPatientId: string): Promise<string> {
    const practiceKey = await this.keys.livingKey(practiceId, 'practice', '');
    const lookup = createHmac('sha256', subkey(practiceKey.bytes, 'lookup')).update(ehrPatientId).digest();
    const select = {
      name: 'vault-patient',
      text: 'select patient_id from vault.patients where practice = $1 and lookup = $2',
      values: [practiceId, lookup],
    };
    const known = await this.db.query<{ patient_id: string }>(select);
    if (known.rows[0]) return known.rows[0].patient_id;
    await this.db.query(
      'insert into vault.patients (practice, lookup, patient_id) values ($1, $2, $3) on conflict do nothing',
      [practiceId, lookup, randomUUID()],
    );
    const made = await this.db.query<{ patient_id: string }>(select);
    return (made.rows[0] as { patient_id: string }).patient_id;
  }

  private livingKeyOf({ practiceId, patientId }: KeyOwner): Promise<OpenKey> {
    return patientId === undefined
      ? this.keys.livingKey(practiceId, 'practice', '')
      : this.keys.livingKey(practiceId, 'patient', patientId);
  }

  private async openAs(purpose: Purpose, practiceId: string, keyId: string, sealed: Buffer) {
    if (practiceOfKey(keyId) !== practiceId) throw new SealBroken();
    const key = await this.keys.keyById(keyId);
    return key === DESTROYED ? DESTROYED : decrypt(bytesFor(key), purpose, practiceId, keyId, sealed);
  }
}

/** A practice's key wraps and hashes too, so it seals with a key derived from it. */
const bytesFor = (key: OpenKey) => (key.kind === 'practice' ? subkey(key.bytes, 'event') : key.bytes);

function sealWith(key: OpenKey, purpose: Purpose, plain: Buffer): Sealed {
  return { sealed: encrypt(bytesFor(key), purpose, key.practiceId, key.keyId, plain), keyId: key.keyId };
}
