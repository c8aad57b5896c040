import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '#libs/rules/session.js';
import { coveredBy, procedures, SAMPLE_CHARGES, sampleSession } from '#libs/rules/testing/sample.js';
import { claimstream, type Outcome } from '../cli/claimstream.js';
import { answeredClaims } from './answered-claims.js';

/* Sessions of every situation that a practice bills, and the 837P that `claim` writes of them. */

/** A practice that may bill Medicare, and a commercial payer too. */
export const CLI_PRACTICE = {
  practiceId: 'sample',
  name: 'Sample Therapy',
  npi: '1234567893',
  taxId: '123456789',
  taxonomy: '261QR0400X',
  address: { line1: '1 Main St', city: 'Springfield', state: 'IL', zip: '627010001' },
  payTo: { line1: '2 Side St', city: 'Springfield', state: 'IL', zip: '627010002' },
  submitter: { id: 'SAMPLE1', name: 'Sample Therapy', contact: { name: 'Billing', phone: '2175550100' } },
  receiver: { id: 'RECEIVER1', name: 'Receiver' },
  locality: 'national',
  charges: { ...SAMPLE_CHARGES, '97535': 5200 },
  payers: [{ payerId: 'HARBOR', name: 'Harbor', kind: 'COMMERCIAL', x12Id: '60054', unitMethod: 'AMA_PER_CODE' }],
};

export const MEDICARE = { payerId: 'MEDICARE-B', memberId: '1EG4TE5MK73', relationship: 'self' as const };
export const HARBOR = { payerId: 'HARBOR', memberId: 'H1234567', relationship: 'self' as const };
const TWELVE = [
  'M25.511',
  'M25.611',
  'M62.81',
  'R27.8',
  'G56.01',
  'M65.311',
  'M79.641',
  'R20.2',
  'M19.041',
  'Z47.89',
  'S62.101D',
  'M24.541',
];
const FIVE_CODES = '97110 15, 97112 15, 97140 15, 97530 15, 97535 15';

interface Situation {
  readonly sessions: readonly Partial<Session>[];
  readonly options?: readonly string[];
  /** Asked as the second payer, with the first one's answer to the first claim. */
  readonly secondary?: 'by line' | 'by claim';
}

const harborSession = (given: Partial<Session> = {}): Partial<Session> => ({ ...coveredBy('HARBOR'), ...given });

/** By name. */
export const SITUATIONS: Readonly<Record<string, Situation>> = {
  medicare: { sessions: [{ procedures: procedures('97110 33, 97140 7') }] },
  commercial: { sessions: [harborSession()] },
  'dependent patient': {
    sessions: [
      {
        coverages: [
          {
            ...{ ...HARBOR, rank: 1, relationship: 'child', groupNumber: 'G1' },
            subscriber: { lastName: 'Example', firstName: 'Sam', birthDate: '1930-05-05', sex: 'M' },
          },
        ],
      },
    ],
  },
  secondary: {
    sessions: [
      {
        coverages: [
          { ...MEDICARE, rank: 1 },
          { ...HARBOR, rank: 2, groupName: 'Retirees' },
        ],
      },
    ],
    secondary: 'by line',
  },
  'secondary of a payer that decided the claim as a whole': {
    sessions: [
      {
        coverages: [
          { ...MEDICARE, rank: 1 },
          { ...HARBOR, rank: 2 },
        ],
      },
    ],
    secondary: 'by claim',
  },
  'medicare second': {
    sessions: [
      {
        coverages: [
          { ...HARBOR, rank: 1 },
          { ...MEDICARE, rank: 2, mspType: '12' },
        ],
      },
    ],
    secondary: 'by line',
  },
  replacement: { sessions: [harborSession()], options: ['--frequency', '7', '--payer-control', 'ICN1'] },
  void: { sessions: [harborSession()], options: ['--frequency', '8', '--payer-control', 'ICN1'] },
  'fifty lines': {
    sessions: Array.from({ length: 10 }, (_, day) =>
      harborSession({
        ...{ sessionId: `S${day + 1}`, claimGroup: 'A', procedures: procedures(FIVE_CODES) },
        dateOfService: `2026-03-${String(day + 2).padStart(2, '0')}`,
      }),
    ),
  },
  'twelve diagnoses': {
    sessions: [
      harborSession({ diagnoses: TWELVE, procedures: procedures('97110 30', { diagnosisPointers: [12, 1, 5, 8] }) }),
    ],
  },
  telehealth: { sessions: [harborSession({ placeOfService: '10', telehealth: { patientAtHome: true } })] },
  'assistant split': { sessions: [{ procedures: procedures('97110 20+25') }] },
  'every party and date': {
    sessions: [
      harborSession({
        ...{ onsetOn: '2026-02-01', accident: { kind: 'AA', on: '2026-02-01', state: 'IL' } },
        supervisingProvider: { npi: '1245319599', lastName: 'Super', firstName: 'Visor' },
        serviceFacility: { name: 'Branch', npi: '1245319599', address: CLI_PRACTICE.address },
        authorization: { number: 'AUTH1' },
        patient: { ...sampleSession().patient, lastName: 'Muñoz~O*Brien 🎉' },
      }),
    ],
  },
};

/** A file of sessions; what is given replaces what the sample session says. */
export function sessionLines(...sessions: readonly Partial<Session>[]): string {
  return sessions.map((one) => `${JSON.stringify(sampleSession(one))}\n`).join('');
}

/** Runs `claim` over a situation's sessions; what a first payer has to say is answered in between. */
export async function billed({ sessions, options = [], secondary }: Situation): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'claimstream-claim-'));
  const practice = join(folder, 'practice.json');
  writeFileSync(practice, JSON.stringify(CLI_PRACTICE));
  const input = sessionLines(...sessions);
  const args = ['claim', '-', '--practice', practice, '--as-of', '2026-04-20', ...options];
  try {
    const first = await claimstream(args, input);
    if (secondary === undefined || first.code !== 0) return first;
    const era = join(folder, 'primary.835');
    writeFileSync(era, answeredClaims(first.out, secondary));
    return await claimstream([...args, '--rank', '2', '--era', era], input);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
