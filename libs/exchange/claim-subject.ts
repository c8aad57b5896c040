import type { ClaimContent } from '#libs/contracts/events/shapes.js';
import { check, type FieldError } from '#libs/contracts/field-error.js';
import { sessionSchema } from '#libs/contracts/session-schema.js';
import type { Result } from '#libs/kernel/result.js';
import type { Session } from '#libs/rules/session.js';

/** Whom and what a claim is about, in the EHR's shapes: everything that an 837P needs beside its lines. */
export type ClaimSubject = Pick<
  Session,
  | 'patient'
  | 'coverages'
  | 'renderingProvider'
  | 'referringProvider'
  | 'supervisingProvider'
  | 'serviceFacility'
  | 'diagnoses'
  | 'onsetOn'
  | 'accident'
  | 'planOfCare'
> & { readonly authorizationNumber?: string };

const recorded = sessionSchema.pick({
  patient: true,
  coverages: true,
  renderingProvider: true,
  referringProvider: true,
  supervisingProvider: true,
  serviceFacility: true,
  diagnoses: true,
  onsetOn: true,
  accident: true,
  planOfCare: true,
});

/** The subject of a claim that is billed straight from its sessions; the first one speaks for all, `diagnoses` are the claim's. */
export function subjectOfSession(session: Session, diagnoses: readonly string[] = session.diagnoses): ClaimSubject {
  return {
    patient: session.patient,
    coverages: session.coverages,
    renderingProvider: session.renderingProvider,
    ...(session.referringProvider && { referringProvider: session.referringProvider }),
    ...(session.supervisingProvider && { supervisingProvider: session.supervisingProvider }),
    ...(session.serviceFacility && { serviceFacility: session.serviceFacility }),
    ...(session.onsetOn !== undefined && { onsetOn: session.onsetOn }),
    ...(session.planOfCare && { planOfCare: session.planOfCare }),
    ...(session.accident && { accident: session.accident }),
    ...(session.authorization && { authorizationNumber: session.authorization.number }),
    diagnoses,
  };
}

/** The subject as a claim's events keep it. Refused with the fields where what is stored is not what an EHR may send. */
export function subjectOfContent(content: ClaimContent): Result<ClaimSubject, readonly FieldError[]> {
  const read = check(recorded, content);
  if (!read.ok) return read;
  const { authorizationNumber } = content;
  return { ok: true, value: { ...read.value, ...(authorizationNumber !== undefined && { authorizationNumber }) } };
}
