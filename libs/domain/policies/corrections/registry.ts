import type { HandlerName } from '#libs/contracts/classification-row.js';
import { authorization } from './authorization.js';
import type { CorrectionHandler } from './correction.js';
import { deletedCode } from './deleted-code.js';
import { distinctTime } from './distinct-time.js';
import { duplicate } from './duplicate.js';
import { identifiers } from './identifiers.js';
import { kx } from './kx.js';
import { modifier } from './modifier.js';
import { otherCoverage } from './other-coverage.js';
import { timelyFilingProof } from './timely-filing-proof.js';

/** Every handler by its name: a name that classification may give has a module, and the other way round. */
const HANDLERS: Readonly<Record<HandlerName, CorrectionHandler>> = {
  authorization,
  'deleted-code': deletedCode,
  'distinct-time': distinctTime,
  duplicate,
  identifiers,
  kx,
  modifier,
  'other-coverage': otherCoverage,
  'timely-filing-proof': timelyFilingProof,
};

/** The handler of that name; undefined for one of a newer version. */
export function handlerNamed(name: string | null | undefined): CorrectionHandler | undefined {
  return name != null && Object.hasOwn(HANDLERS, name) ? HANDLERS[name as HandlerName] : undefined;
}
