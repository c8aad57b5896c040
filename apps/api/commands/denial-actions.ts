import { z } from 'zod';
import type { CaseWork } from '#libs/commands/denial-path/work-denial-case.js';
import { ATTACHMENT_KINDS } from '#libs/contracts/attachment-kinds.js';
import { cents, date, identifier, text } from '#libs/contracts/fields.js';
import { CONTACT_CHANNELS, CONTACT_OUTCOMES } from '#libs/domain/denial-case/contact.js';
import { TAG } from '#libs/domain/denial-case/work-case.js';
import { WRITE_OFF_REASONS } from '#libs/domain/denial-case/write-off.js';
import type { PersonContext } from './person-context.js';

/** One thing that a person may do to a case: the body that it takes, and what the case is asked. */
interface DenialAction {
  readonly body: z.ZodType;
  work(body: never, person: PersonContext): CaseWork;
}

function action<Body extends z.ZodRawShape>(
  fields: Body,
  work: (body: z.output<z.ZodObject<Body>>, person: PersonContext) => CaseWork,
): DenialAction {
  return { body: z.strictObject(fields), work };
}

const tags = z.array(z.string().regex(TAG, 'must be 2 to 40 small letters and hyphens')).max(20).default([]);

/** By the last part of the route, `POST /v1/denials/:denialId/{action}`, and as `action` of a bulk command. */
export const denialActions: Readonly<Record<string, DenialAction>> = {
  assign: action({ owner: identifier }, ({ owner }) => ({ type: 'AssignDenial', owner })),
  note: action({ note: text }, ({ note }, { actor: by }) => ({ type: 'NoteDenial', note, by })),
  tag: action({ add: tags, remove: tags }, (body, { actor: by }) => ({ type: 'TagDenial', ...body, by })),
  contact: action(
    {
      channel: z.enum(CONTACT_CHANNELS),
      outcome: z.enum(CONTACT_OUTCOMES),
      person: text.exactOptional(),
      referenceNumber: text.exactOptional(),
      note: text.exactOptional(),
      nextOn: date.exactOptional(),
    },
    (body) => ({ type: 'ContactPayer', ...body }),
  ),
  'expect-recovery': action({ expectedCents: cents }, ({ expectedCents }, { actor: by }) => ({
    type: 'ExpectRecovery',
    expectedCents,
    by,
  })),
  wait: action({ waitingFor: z.enum(['payer', 'clinic', 'therapist', 'patient']), until: date }, (body) => ({
    type: 'WaitOnDenial',
    ...body,
  })),
  resume: action({}, () => ({ type: 'ReturnDenial', reason: 'resumed' })),
  'file-appeal': action(
    {
      level: identifier,
      filedOn: date,
      method: identifier.exactOptional(),
      goodCause: text.exactOptional(),
      waiverOfLiability: z.boolean().exactOptional(),
      packetId: identifier.exactOptional(),
      togetherWith: z.array(identifier).max(100, 'must name at most 100 cases').exactOptional(),
    },
    (body) => ({ type: 'FileAppeal', ...body }),
  ),
  'waive-checklist-item': action(
    { level: identifier, kind: z.enum(ATTACHMENT_KINDS), reason: text },
    (body, { actor: by }) => ({ type: 'WaiveChecklistItem', ...body, by }),
  ),
  'decide-appeal': action(
    { level: identifier, decidedOn: date, outcome: z.enum(['upheld', 'partly', 'overturned']), amountCents: cents },
    (body) => ({ type: 'DecideAppeal', ...body }),
  ),
  'clear-missed-deadline': action({ kind: identifier, reason: text }, (body, { actor: by }) => ({
    type: 'ClearMissedDeadline',
    ...body,
    by,
  })),
  resolve: action({ how: z.enum(['patient', 'no-action-needed']) }, ({ how }) => ({ type: 'ResolveDenial', how })),
  'write-off': action(
    { amountCents: cents, reason: z.enum(WRITE_OFF_REASONS), note: text.exactOptional() },
    (body, { role }) => ({ type: 'WriteOffDenial', ...body, role }),
  ),
  'return-overpayment': action(
    { amountCents: cents, method: z.enum(['check', 'eft', 'offset-request', 'portal']), returnedOn: date },
    (body, { actor: by }) => ({ type: 'ReturnOverpayment', ...body, by }),
  ),
  'dismiss-overpayment': action({ reason: text }, ({ reason }, { actor: by }) => ({
    type: 'DismissOverpayment',
    reason,
    by,
  })),
  'reverse-write-off': action({ reason: text }, ({ reason }) => ({ type: 'ReverseWriteOff', reason })),
};

/** What a body asks of the case under an action; the body must be the one that its schema made. */
export function workOf({ work }: DenialAction, body: unknown, person: PersonContext): CaseWork {
  return work(body as never, person);
}
