import { Counter, Gauge, type Registry } from 'prom-client';

export type RelayMetrics = ReturnType<typeof relayMetrics>;

export function relayMetrics(registry: Registry) {
  const registers = [registry];
  return {
    leading: new Gauge({
      name: 'claimstream_relay_leading',
      help: '1 while this relay leads, 0 while it stands by',
      registers,
    }),
    published: new Counter({
      name: 'claimstream_relay_published_events_total',
      help: 'Events that the brokers have taken',
      registers,
    }),
    lag: new Gauge({
      name: 'claimstream_relay_lag_positions',
      help: 'Positions between the last event published and the head of the store, as the leader last saw it',
      registers,
    }),
  };
}
