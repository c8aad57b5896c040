import { Counter, Gauge, type Registry } from 'prom-client';

export type RunnerMetrics = ReturnType<typeof runnerMetrics>;

/** What runners count. Several runners of a process share them. */
export function runnerMetrics(registry: Registry) {
  const registers = [registry];
  const existing = <Metric>(name: string, make: () => Metric) =>
    (registry.getSingleMetric(name) as Metric | undefined) ?? make();
  return {
    events: existing(
      'claimstream_consumed_events_total',
      () =>
        new Counter({
          name: 'claimstream_consumed_events_total',
          help: 'Events handled by a view or policy, by the way on which they came',
          labelNames: ['consumer', 'way'],
          registers,
        }),
    ),
    parked: existing(
      'claimstream_parked_streams_total',
      () =>
        new Counter({
          name: 'claimstream_parked_streams_total',
          help: 'Streams put aside because handling one of their events threw',
          labelNames: ['consumer'],
          registers,
        }),
    ),
    swept: existing(
      'claimstream_sweep_complete',
      () =>
        new Gauge({
          name: 'claimstream_sweep_complete',
          help: '1 where the last sweep found everything up to the head of the store handled or parked',
          labelNames: ['consumer'],
          registers,
        }),
    ),
  };
}
