import type { Provider, Session } from '../session.js';
import { addressProblems, isName } from './carried-by-x12.js';
import { type Edit, MEDICARE_B_ERROR, MEDICARE_B_WARNING, NOTHING, type Problem } from './edit.js';

const ROLES = ['renderingProvider', 'referringProvider', 'supervisingProvider'] as const;
const TAXONOMY = /^[0-9A-Z]{10}$/;
const ZERO = 48;

/** Sum of 80840 before the number, its digits doubled where the check does. */
const PREFIX_SUM = 24;

/** True for ten digits whose last is the Luhn check digit over the prefix 80840. */
export function isNpi(text: string): boolean {
  if (text.length !== 10) return false;
  let sum = PREFIX_SUM;
  for (let place = 0; place < 10; place += 1) {
    const digit = text.charCodeAt(place) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return false;
    const value = place % 2 === 0 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function npiProblem(npi: string, field: string): Problem {
  const message = `${field} is not ten digits with a right check digit`;
  if (!isNpi(npi.replace(/[^0-9A-Za-z]/g, ''))) return { message };
  return { message, fix: 'write it as ten digits', correction: [{ do: 'clean', field, as: 'letters-and-digits' }] };
}

/** What each provider of the session has wrong, by role. */
function ofProviders(session: Session, problem: (provider: Provider, role: string) => Problem | undefined) {
  let problems: Problem[] | undefined;
  for (const role of ROLES) {
    const provider = session[role];
    const found = provider && problem(provider, role);
    if (!found) continue;
    problems ??= [];
    problems.push(found);
  }
  return problems ?? NOTHING;
}

const wrongNpi = ({ npi }: Provider, role: string) => (isNpi(npi) ? undefined : npiProblem(npi, `${role}.npi`));
const nameless = ({ lastName }: Provider, role: string) =>
  isName(lastName) ? undefined : { message: `${role}.lastName is missing` };
const wrongTaxonomy = ({ taxonomy }: Provider, role: string) =>
  taxonomy === undefined || TAXONOMY.test(taxonomy)
    ? undefined
    : { message: `${role}.taxonomy is not ten capitals and digits` };

export const PROVIDER_EDITS: readonly Edit[] = [
  {
    id: 'provider.npi-check-digit',
    means: "A provider's NPI is not ten digits or its check digit is wrong.",
    source: 'NPI standard: ISO check digit over 80840 and the number',
    severity: 'error',
    corrects: 'takes blanks and dashes out of the number',
    check({ session }) {
      const problems = ofProviders(session, wrongNpi);
      const facility = session.serviceFacility?.npi;
      return facility === undefined || isNpi(facility)
        ? problems
        : [...problems, npiProblem(facility, 'serviceFacility.npi')];
    },
  },
  {
    id: 'provider.name-missing',
    means: 'A provider has no last name.',
    source: '005010X222A1, NM103 of 2310A, 2310B and 2310D',
    severity: 'error',
    check: ({ session }) => ofProviders(session, nameless),
  },
  {
    id: 'provider.taxonomy',
    means: "A provider's taxonomy does not have the form of one.",
    source: '005010X222A1, PRV03 of 2310B',
    severity: 'error',
    check: ({ session }) => ofProviders(session, wrongTaxonomy),
  },
  {
    id: 'provider.referring-missing',
    means: 'Medicare wants the physician who certifies the plan of care.',
    source: '005010X222A1, 2310A; Medicare Claims Processing Manual ch. 5 §10.1',
    severity: MEDICARE_B_ERROR,
    check({ session }) {
      if (session.referringProvider) return NOTHING;
      return [{ message: 'referringProvider is missing', fix: 'name the physician who certifies the plan of care' }];
    },
  },
  {
    id: 'provider.referring-is-rendering',
    means: 'The therapist who treats is named as the physician who certifies the plan.',
    source: 'Medicare Benefit Policy Manual ch. 15 §220.1',
    severity: MEDICARE_B_WARNING,
    check({ session: { renderingProvider, referringProvider } }) {
      if (referringProvider?.npi !== renderingProvider.npi) return NOTHING;
      return [
        {
          message: 'referringProvider and renderingProvider are one person',
          fix: 'name the physician who certifies the plan of care',
        },
      ];
    },
  },
  {
    id: 'provider.supervising-missing',
    means: "An assistant's minutes without a supervising provider (an error where the payer asks for one).",
    source: 'Medicare Benefit Policy Manual ch. 15 §230',
    severity: 'info',
    check({ session, payer }) {
      if (session.supervisingProvider) return NOTHING;
      if (!session.procedures.some((procedure) => (procedure.assistantMinutes ?? 0) > 0)) return NOTHING;
      return payer.supervisingProviderRequired
        ? [{ message: 'supervisingProvider is missing; the payer asks for it', severity: 'error' }]
        : [{ message: 'no supervisingProvider is named: the rendering therapist counts as supervisor' }];
    },
  },
  {
    id: 'facility.incomplete',
    means: 'The service facility lacks a name or an address that a claim can carry.',
    source: '005010X222A1, 2310C',
    severity: 'error',
    corrects: 'writes the state in capitals and the ZIP code in digits',
    check({ session: { serviceFacility } }) {
      if (!serviceFacility) return NOTHING;
      const problems = addressProblems(serviceFacility.address, 'serviceFacility.address');
      if (!isName(serviceFacility.name)) problems.unshift({ message: 'serviceFacility.name is missing' });
      return problems;
    },
  },
];
