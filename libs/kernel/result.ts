/** An expected outcome that may be a refusal. Refusals are values; exceptions are for bugs and broken infrastructure. */
export type Result<Value, Refusal = RefusalDetail> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** Why a command was refused: a stable code, a sentence for people (never patient data), and the field at fault where there is one. */
export interface RefusalDetail {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
}

export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse(
  code: string,
  message: string,
  field?: string,
): { readonly ok: false; readonly refusal: RefusalDetail } {
  return { ok: false, refusal: field === undefined ? { code, message } : { code, message, field } };
}
