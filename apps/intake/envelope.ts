/** A message that cannot be taken: a stable code, a sentence without its content, and the field at fault. */
export interface Rejection {
  readonly code: string;
  readonly reason: string;
  readonly field?: string;
}

export interface Envelope {
  readonly type: string;
  readonly data: unknown;
}

const DEFAULT_TYPE = 'ehr.session.recorded.v1';

/**
 * Reads a CloudEvent 1.0 from a Kafka message: in binary mode the type stands in header `ce_type` and the value is the data; in structured
 * mode the value is the whole event. A value without either is a session as it is.
 */
export function readEnvelope(headers: Readonly<Record<string, string>>, value: Buffer | null): Envelope | Rejection {
  if (value === null || value.length === 0) return { code: 'message.empty', reason: 'the message has no value' };
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(value));
  } catch {
    return { code: 'message.not-json', reason: 'the value is not JSON in UTF-8' };
  }
  if (headers.ce_type !== undefined) return { type: headers.ce_type, data: body };
  if (isObject(body) && typeof body.specversion === 'string' && typeof body.type === 'string') {
    return { type: body.type, data: body.data };
  }
  return { type: DEFAULT_TYPE, data: body };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isRejection(value: object): value is Rejection {
  return 'code' in value && 'reason' in value;
}
