const HOUR_MS = 3_600_000;

/** The consumer group that takes EHR messages in. */
export const INTAKE_GROUP = 'intake';
/** Everything that has happened, as CloudEvents, in the store's order for each key. */
export const EVENTS_TOPIC = 'claimstream.events';
/** Plain sessions topic: accepted on a demo store only. */
export const SESSIONS_TOPIC = 'ehr.sessions';

/** The topic that one EHR source writes to. */
export const sessionsTopicOf = (source: string) => `${SESSIONS_TOPIC}.${source}`;

/** The source that a sessions topic belongs to; null for the plain one and for any other topic. */
export const sourceOfTopic = (topic: string) =>
  topic.startsWith(`${SESSIONS_TOPIC}.`) ? topic.slice(SESSIONS_TOPIC.length + 1) : null;

/** Where goes what could not be taken from a topic: encrypted, with its reason in the headers. */
export const deadLetterTopicOf = (topic: string) => `${topic}.dlq`;

export interface TopicDefinition {
  readonly name: string;
  readonly partitions: number;
  readonly retentionMs: number;
  /** Where it is not the brokers' default of 1 MB. */
  readonly maxMessageBytes?: number;
}

/** Kafka is a wake-up: whoever is away for longer than a week reads from the store. Views heal by version, so partitions may be added later. */
export const EVENTS_TOPIC_DEFINITION: TopicDefinition = {
  name: EVENTS_TOPIC,
  partitions: 12,
  retentionMs: 7 * 24 * HOUR_MS,
};

/** The topics that an installation needs. */
export function topicDefinitions(sources: Iterable<string>, acceptPlain: boolean): readonly TopicDefinition[] {
  const intake = [...(acceptPlain ? [SESSIONS_TOPIC] : []), ...[...sources].map(sessionsTopicOf)];
  return [
    EVENTS_TOPIC_DEFINITION,
    // In clear by nature, so kept short: long enough for a holiday's outage of intake.
    ...intake.map((name) => ({ name, partitions: 6, retentionMs: 4 * 24 * HOUR_MS })),
    ...intake.map((name) => ({
      name: deadLetterTopicOf(name),
      partitions: 1,
      retentionMs: 30 * 24 * HOUR_MS,
      // The largest message that a topic takes, encrypted, must fit.
      maxMessageBytes: 2_097_152,
    })),
  ];
}
