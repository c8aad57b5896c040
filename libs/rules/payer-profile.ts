import type { PayerEntry, PayerKind, PracticeTerms } from './practice.js';

/** A payer with nothing left open but `unitMethod`: absent means that nobody has asked the payer yet. */
export type PayerProfile = PayerEntry &
  Required<
    Pick<
      PayerEntry,
      | 'x12Id'
      | 'claimFilingIndicator'
      | 'frequencyCodes'
      | 'authorizationRequired'
      | 'therapyModifier'
      | 'assistantModifier'
      | 'mppr'
      | 'kx'
      | 'sequestration'
      | 'supervisingProviderRequired'
    >
  >;

type Defaults = Omit<PayerProfile, 'payerId' | 'name' | 'kind' | 'x12Id'>;

const NO_DEMANDS = { authorizationRequired: false, supervisingProviderRequired: false } as const;

const COMMERCIAL: Defaults = {
  ...NO_DEMANDS,
  claimFilingIndicator: 'CI',
  frequencyCodes: ['1', '7', '8'],
  timelyFilingDays: 180,
  appealDays: 180,
  therapyModifier: false,
  assistantModifier: false,
  mppr: false,
  kx: false,
  sequestration: false,
  telehealthModifier: '95',
};

/** What a payer of each kind does where its entry is silent. Medicare's timely filing is a calendar year, not a number of days. */
const DEFAULTS: Readonly<Record<PayerKind, Defaults>> = {
  MEDICARE_B: {
    ...NO_DEMANDS,
    unitMethod: 'CMS_TOTAL',
    claimFilingIndicator: 'MB',
    frequencyCodes: ['1'],
    therapyModifier: true,
    assistantModifier: true,
    mppr: true,
    kx: true,
    sequestration: true,
  },
  MEDICARE_ADVANTAGE: {
    ...NO_DEMANDS,
    unitMethod: 'CMS_TOTAL',
    claimFilingIndicator: '16',
    frequencyCodes: ['1', '7', '8'],
    timelyFilingDays: 365,
    appealDays: 65,
    therapyModifier: true,
    assistantModifier: true,
    mppr: true,
    kx: false,
    sequestration: false,
  },
  COMMERCIAL,
  MEDICAID: { ...COMMERCIAL, therapyModifier: true, claimFilingIndicator: 'MC' },
};

/** The payer that every practice has. */
export const PART_B_PAYER_ID = 'MEDICARE-B';

/** Medicare Part B needs no practice file. */
const MEDICARE_B: PayerEntry = {
  payerId: PART_B_PAYER_ID,
  name: 'Medicare Part B',
  kind: 'MEDICARE_B',
  x12Id: 'MEDICARE',
};

function complete(entry: PayerEntry): PayerProfile {
  return { x12Id: entry.payerId, ...DEFAULTS[entry.kind], ...entry };
}

const completed = new WeakMap<PayerEntry, PayerProfile>();

/** The payer's profile with the defaults of its kind applied; undefined where neither the practice nor the built-in list knows the id. */
export function payerProfile(
  practice: Pick<PracticeTerms, 'payers'> | undefined,
  payerId: string,
): PayerProfile | undefined {
  const entry =
    practice?.payers.find((payer) => payer.payerId === payerId) ??
    (payerId === MEDICARE_B.payerId ? MEDICARE_B : undefined);
  if (!entry) return undefined;
  let profile = completed.get(entry);
  if (!profile) {
    profile = complete(entry);
    completed.set(entry, profile);
  }
  return profile;
}

/** How a payer that nobody knows is treated, for information only: its sessions are held by `units.payer-unknown`. */
export function unknownPayer(payerId: string): PayerProfile {
  return complete({ payerId, name: payerId, kind: 'COMMERCIAL' });
}

/** Part B and Medicare Advantage: both follow Medicare's code set. */
export function isMedicare(payer: Pick<PayerProfile, 'kind'>): boolean {
  return payer.kind === 'MEDICARE_B' || payer.kind === 'MEDICARE_ADVANTAGE';
}
