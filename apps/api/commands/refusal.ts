import { HttpException, HttpStatus } from '@nestjs/common';
import type { RefusalDetail } from '#libs/kernel/result.js';

/** Codes of what was asked for something that does not exist. */
const UNKNOWN = /\.unknown$/;
/** Codes of what stands against the present state of the thing asked about, not against the request itself. */
const CONFLICT = /\.(not-open|not-written-off|resolved|written-off|appeal-pending|already-.+|stale)$/;

/** 404 where the thing itself does not exist, 409 where its present state stands against it, else 422. */
export function statusOf({ code, field }: RefusalDetail): HttpStatus {
  if (UNKNOWN.test(code) && field?.endsWith('Id')) return HttpStatus.NOT_FOUND;
  return CONFLICT.test(code) ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY;
}

/** A refusal as HTTP tells it: `{code, message, field}`. */
export function refusal(detail: RefusalDetail, status: HttpStatus = statusOf(detail)): HttpException {
  return new HttpException({ ...detail }, status);
}
