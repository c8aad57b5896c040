import { refuse } from '#libs/kernel/result.js';
import type { DenialState } from './state.js';

export const unknownCase = () => refuse('denial.unknown', 'No such case was ever opened.', 'denialId');

/** Why a case that must be open is not: there is none, or it was closed. */
export const notOpen = (state: DenialState) =>
  state.status === 'none' ? unknownCase() : refuse('denial.not-open', 'The case is not open.');
