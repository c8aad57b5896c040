import type { PracticeEvent } from '#libs/contracts/events/practice-events.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, type Result, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';
import { type PracticeProfile, timeZoneOf } from '#libs/rules/practice.js';
import { practiceFaults } from '#libs/rules/practice-rules/check-practice.js';
import { practiceLayer } from '#libs/rules/reference/practice-rows.js';
import { type ChangeClassificationRows, changeClassificationRows } from './classification-rows.js';
import { noPractice, type PracticeState } from './state.js';

export interface ConfigurePractice {
  readonly type: 'ConfigurePractice';
  readonly profile: PracticeProfile;
}

export type PracticeCommand = ConfigurePractice | ChangeClassificationRows;

export const practiceDecider: Decider<PracticeState, PracticeCommand, PracticeEvent> = {
  initial: noPractice,

  evolve(state, event) {
    if (event.type === 'PracticeConfigured')
      return { ...state, profile: event.data.profile as unknown as PracticeProfile };
    const { revision, rows } = event.data;
    return { ...state, classification: { revision, rows } };
  },

  decide(command, state) {
    return command.type === 'ConfigurePractice' ? configure(command, state) : changeClassificationRows(command, state);
  },
};

function configure({ profile }: ConfigurePractice, state: PracticeState): Result<readonly PracticeEvent[]> {
  if (state.profile && state.profile.practiceId !== profile.practiceId)
    return refuse('practice.other', 'A profile cannot name another practice than its own.', 'practiceId');
  const [fault] = profile.reference ? practiceLayer(profile.reference).problems : [];
  if (fault) return refuse('practice.reference', fault.message, fault.file);
  const [own] = practiceFaults(profile);
  if (own) return refuse('practice.own-rules', `${own.field} ${own.message}`, own.field);
  if (sameJson(state.profile, profile)) return accept([]);
  return accept([
    {
      type: 'PracticeConfigured',
      data: {
        practiceId: profile.practiceId,
        timeZone: timeZoneOf(profile),
        payers: profile.payers.map(({ payerId, name, kind }) => ({ payerId, name, kind })),
        profile: { ...profile },
      },
    },
  ]);
}
