import type { FileTime } from '../claim.js';
import {
  compactTime,
  type EnvelopeInput,
  interchangeControl,
  interchangeHeader,
  interchangeTrailer,
} from './envelope.js';
import { compactDate, segment } from './segments.js';

export interface InterchangeAnswer {
  readonly envelope: Pick<EnvelopeInput, 'sender' | 'receiver' | 'controlNumbers' | 'time' | 'usage'>;
  /** ISA13, ISA09 and ISA10 of the interchange that is answered. */
  readonly answers: { readonly control: string; readonly time: FileTime };
  /** A accepted, E accepted with errors, R rejected. */
  readonly code: 'A' | 'E' | 'R';
  /** TA105, three digits; 000 no error. */
  readonly note: string;
}

/** An interchange that holds a TA1 and nothing else. */
export function* writeInterchangeAcknowledgement({
  envelope,
  answers,
  code,
  note,
}: InterchangeAnswer): Generator<string> {
  const control = /^\d+$/.test(answers.control) ? interchangeControl(Number(answers.control)) : answers.control;
  yield interchangeHeader(envelope);
  yield segment('TA1', control, compactDate(answers.time.date).slice(2), compactTime(answers.time), code, note);
  yield interchangeTrailer(envelope, 0);
}
