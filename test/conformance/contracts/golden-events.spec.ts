import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { categoryOfType, eventCatalogue } from '#libs/contracts/event-catalogue.js';
import { parseStream } from '#libs/contracts/streams.js';
import { upcast } from '#libs/contracts/upcast.js';
import { evolveClaim } from '#libs/domain/claim/evolve.js';
import { noClaim } from '#libs/domain/claim/state.js';
import { denialDecider } from '#libs/domain/denial-case/decider.js';
import { interchangeDecider } from '#libs/domain/interchange/decider.js';
import { ledgerDecider } from '#libs/domain/patient-ledger/decider.js';
import { payerNumberDecider } from '#libs/domain/payer-number/decider.js';
import { practiceDecider } from '#libs/domain/practice/decider.js';
import { providerLedgerDecider } from '#libs/domain/provider-ledger/decider.js';
import { remittanceDecider } from '#libs/domain/remittance/decider.js';
import { sessionDecider } from '#libs/domain/session/decider.js';
import type { StoredEvent } from '#libs/event-store/event.js';
import { views } from '#libs/projections/all.js';

const FOLDER = join(import.meta.dirname, '../../../libs/contracts/golden');

/** One event as some version of the program wrote it, its sealed part opened. These files are never changed, only added to. */
interface Golden {
  readonly type: string;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly clear: Record<string, never>;
  readonly sealed: Record<string, unknown>;
}

const golden = readdirSync(FOLDER).map((name) => ({
  name,
  event: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Golden,
}));
const ofType = (type: string) => golden.find(({ event }) => event.type === type)?.event as Golden;
const whole = ({ type, schemaVersion, clear, sealed }: Golden) => ({
  type,
  data: upcast(type, schemaVersion, { ...clear, ...sealed }),
});

/** What each kind of stream begins with. */
const FIRST = {
  session: 'SessionRecorded',
  ledger: 'DayCoded',
  claim: 'ClaimDrafted',
  denial: 'DenialCaseOpened',
  remittance: 'RemittanceReceived',
  interchange: 'InterchangeReceived',
  practice: 'PracticeConfigured',
  number: 'NumberUsed',
  'provider-ledger': 'ProviderAdjustmentEntered',
} as const;

type Evolve = (state: unknown, event: unknown) => unknown;
const AGGREGATES: Record<keyof typeof FIRST, { initial: unknown; evolve: Evolve }> = {
  session: sessionDecider as unknown as { initial: unknown; evolve: Evolve },
  ledger: ledgerDecider as unknown as { initial: unknown; evolve: Evolve },
  claim: { initial: noClaim, evolve: evolveClaim as unknown as Evolve },
  denial: denialDecider as unknown as { initial: unknown; evolve: Evolve },
  remittance: remittanceDecider as unknown as { initial: unknown; evolve: Evolve },
  interchange: interchangeDecider as unknown as { initial: unknown; evolve: Evolve },
  number: payerNumberDecider as unknown as { initial: unknown; evolve: Evolve },
  'provider-ledger': providerLedgerDecider as unknown as { initial: unknown; evolve: Evolve },
  practice: practiceDecider as unknown as { initial: unknown; evolve: Evolve },
};

function stored(event: Golden, version: number): StoredEvent {
  return {
    ...{
      position: version,
      eventId: 'event',
      practice: parseStream(event.stream).practiceId,
      stream: event.stream,
      version,
    },
    ...{ type: event.type, schemaVersion: event.schemaVersion, data: event.clear, sealed: null, keyId: null },
    ...{
      occurredAt: '2026-03-02T12:00:00.000Z',
      recordedAt: '2026-03-02T12:00:00.000Z',
      correlationId: 'c',
      causationId: null,
    },
    ...{ commandId: 'c', actor: 'test', traceContext: null },
  };
}

describe('the golden events', () => {
  it('are there for every version of every event type that the program has ever written', () => {
    const wanted = [...eventCatalogue.values()].flatMap(({ type, schemaVersion }) =>
      Array.from({ length: schemaVersion }, (_, index) => `${type}.v${index + 1}.json`),
    );
    // `Type.v1.what.json` is a further sample of a version: one that has an optional field.
    const found = new Set(golden.map(({ name }) => name.replace(/^(\w+\.v\d+)\..*json$/, '$1.json')));
    expect([...found].sort()).toEqual(wanted.sort());
  });

  it.each(golden.map(({ name, event }) => [name, event] as const))(
    '%s still says the same: no field of it is lost',
    (_name, event) => {
      const definition = eventCatalogue.get(event.type);
      if (definition?.schemaVersion !== event.schemaVersion) return expect(whole(event).data).toBeDefined();
      expect(definition.clear.parse(event.clear)).toEqual(event.clear);
      expect(definition.sealed.parse(event.sealed)).toEqual(event.sealed);
    },
  );

  it.each(golden.map(({ name, event }) => [name, event] as const))(
    '%s still folds, into its aggregate and into every view of its streams',
    (_name, event) => {
      const category = categoryOfType(event.type);
      const first = ofType(FIRST[category]);
      const history = first.type === event.type ? [event] : [first, event];
      const { initial, evolve } = AGGREGATES[category];
      expect(() => history.map(whole).reduce(evolve, initial)).not.toThrow();
      for (const view of views.filter(({ categories }) => categories.includes(category))) {
        const state = history.reduce<object | null>(
          (current, each, index) => view.evolve(current, stored(each, index + 1)),
          null,
        );
        const columns = view.columns(state as object, { practice: 'p', stream: event.stream, version: history.length });
        expect(columns).toEqual(JSON.parse(JSON.stringify(columns)));
      }
    },
  );

  it('carry nothing in clear that names a patient', () => {
    const clear = JSON.stringify(golden.map(({ event }) => event.clear));
    for (const field of ['lastName', 'firstName', 'birthDate', 'memberId', 'address', 'authorizationNumber', 'note']) {
      expect({ field, found: clear.includes(`"${field}"`) }).toEqual({ field, found: false });
    }
  });
});
