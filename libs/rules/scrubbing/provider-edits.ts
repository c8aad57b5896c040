import type { Provider } from '../session.js';
import { type Edit, type EditContext, MEDICARE_B_ERROR } from './edit.js';

const NPI_SOURCE = 'NPI standard: ISO check digit over 80840 and the number';

/** True for ten digits whose last is the Luhn check digit over the prefix 80840. */
export function isNpi(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false;
  let sum = 0;
  [...`80840${text}`].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

function providersOf({ session }: EditContext): [string, Pick<Provider, 'npi'> | undefined][] {
  const { serviceFacility } = session;
  return [
    ['renderingProvider', session.renderingProvider],
    ['referringProvider', session.referringProvider],
    ['supervisingProvider', session.supervisingProvider],
    ['serviceFacility', serviceFacility?.npi === undefined ? undefined : { npi: serviceFacility.npi }],
  ];
}

export const PROVIDER_EDITS: readonly Edit[] = [
  {
    id: 'provider.npi-check-digit',
    means: "A provider's NPI is not ten digits or its check digit is wrong.",
    source: NPI_SOURCE,
    severity: 'error',
    *check(context) {
      for (const [field, provider] of providersOf(context))
        if (provider && !isNpi(provider.npi)) yield { message: `${field}.npi is not a valid NPI` };
    },
  },
  {
    id: 'provider.referring-missing',
    means: 'Medicare wants the physician who certifies the plan of care.',
    source: '005010X222A1, 2310A; Medicare Claims Processing Manual ch. 5 §10.1',
    severity: MEDICARE_B_ERROR,
    *check({ session }) {
      if (!session.referringProvider)
        yield { message: 'referringProvider is missing', fix: 'name the physician who certifies the plan of care' };
    },
  },
  {
    id: 'provider.name-missing',
    means: 'A provider has no last name.',
    source: '005010X222A1, NM103 of 2310A, 2310B and 2310D',
    severity: 'error',
    *check({ session }) {
      for (const field of ['renderingProvider', 'referringProvider', 'supervisingProvider'] as const)
        if (session[field] && !session[field].lastName?.trim()) yield { message: `${field}.lastName is missing` };
    },
  },
  {
    id: 'provider.supervising-missing',
    means: "An assistant's minutes without a supervising provider (an error where the payer asks for one).",
    source: 'Medicare Benefit Policy Manual ch. 15 §230',
    severity: 'info',
    *check({ session, payer }) {
      const assisted = session.procedures.some((procedure) => (procedure.assistantMinutes ?? 0) > 0);
      if (!assisted || session.supervisingProvider) return;
      yield payer.supervisingProviderRequired
        ? { message: 'supervisingProvider is missing; the payer asks for it', severity: 'error' }
        : { message: 'no supervisingProvider is named: the rendering therapist counts as supervisor' };
    },
  },
];
