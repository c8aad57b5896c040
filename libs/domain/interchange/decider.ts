import type { InterchangeEvent } from '#libs/contracts/events/interchange-events.js';
import type { AcknowledgedStatus } from '#libs/contracts/events/shapes.js';
import type { Decider } from '#libs/kernel/decider.js';
import { accept, refuse } from '#libs/kernel/result.js';
import { sameJson } from '#libs/kernel/same-json.js';

/* Stream `{practice}/interchange-{id}`. Events: contracts/events/interchange-events.ts; their names and fields are storage format. */

type DataOf<Type extends InterchangeEvent['type']> = Extract<InterchangeEvent, { type: Type }>['data'];

export type PlannedInterchange = DataOf<'InterchangePlanned'>;

export interface Acknowledgement {
  readonly kind: 'TA1' | '999';
  readonly accepted: boolean;
  readonly statuses: readonly AcknowledgedStatus[];
}

export interface InterchangeState {
  /** The stored file that it first came in as; null where it never came in. */
  readonly firstFileId: string | null;
  readonly refusedFileIds: readonly string[];
  /** What was decided to leave in it; null where it came in. */
  readonly plan: PlannedInterchange | null;
  readonly sent: boolean;
  /** What it carried when it left. */
  readonly claims: DataOf<'InterchangeSent'>['claims'];
  readonly acknowledgements: readonly Acknowledgement[];
}

export type InterchangeCommand =
  | ({ readonly type: 'ReceiveInterchange' } & DataOf<'InterchangeReceived'>)
  | ({ readonly type: 'PlanInterchange' } & PlannedInterchange)
  | ({ readonly type: 'RecordInterchangeSent' } & DataOf<'InterchangeSent'>)
  | ({ readonly type: 'AcknowledgeInterchange' } & DataOf<'InterchangeAcknowledged'>);

/**
 * The second file with the same sender, control number and bytes is kept and refused; the same stored file again changes nothing. One with other
 * bytes is an interchange of its own: it is taken, and names those that had its number before (`sameNumberAs`).
 */
function receive({ type: _type, ...data }: Extract<InterchangeCommand, { type: 'ReceiveInterchange' }>) {
  return (state: InterchangeState): readonly InterchangeEvent[] => {
    if (state.firstFileId === null) return [{ type: 'InterchangeReceived', data }];
    const { interchangeId, payerId, fileId, receivedAt } = data;
    if (state.firstFileId === fileId || state.refusedFileIds.includes(fileId)) return [];
    return [
      {
        type: 'InterchangeDuplicateRefused',
        data: { interchangeId, payerId, fileId, firstFileId: state.firstFileId, receivedAt },
      },
    ];
  };
}

export const interchangeDecider: Decider<InterchangeState, InterchangeCommand, InterchangeEvent> = {
  initial: { firstFileId: null, refusedFileIds: [], plan: null, sent: false, claims: [], acknowledgements: [] },

  evolve(state, event) {
    switch (event.type) {
      case 'InterchangeReceived':
        return { ...state, firstFileId: event.data.fileId };
      case 'InterchangeDuplicateRefused':
        return { ...state, refusedFileIds: [...state.refusedFileIds, event.data.fileId] };
      case 'InterchangePlanned':
        return { ...state, plan: event.data };
      case 'InterchangeSent':
        return { ...state, sent: true, claims: event.data.claims };
      case 'InterchangeAcknowledged': {
        const { kind, accepted, statuses } = event.data;
        return { ...state, acknowledgements: [...state.acknowledgements, { kind, accepted, statuses }] };
      }
    }
  },

  decide(command, state) {
    switch (command.type) {
      case 'ReceiveInterchange':
        return accept(receive(command)(state));
      case 'PlanInterchange': {
        const { type: _type, ...data } = command;
        return accept(state.plan || state.sent ? [] : [{ type: 'InterchangePlanned', data }]);
      }
      case 'RecordInterchangeSent': {
        const { type: _type, ...data } = command;
        return accept(state.sent ? [] : [{ type: 'InterchangeSent', data }]);
      }
      case 'AcknowledgeInterchange': {
        const { type: _type, ...data } = command;
        if (!state.sent)
          return refuse('interchange.not-sent', 'Only an interchange that was sent can be acknowledged.');
        const { kind, accepted, statuses } = data;
        const known = state.acknowledgements.some((each) => sameJson(each, { kind, accepted, statuses }));
        return accept(known ? [] : [{ type: 'InterchangeAcknowledged', data }]);
      }
    }
  },
};
