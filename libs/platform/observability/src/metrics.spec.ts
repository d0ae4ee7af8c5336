import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('metrics', () => {
  it('are rendered in the Prometheus text format, labels in one order and escaped', () => {
    const metrics = new Metrics();
    metrics.count('gewerk_events_total', 'Events handled.', { type: 'a"b', outcome: 'handled' });
    metrics.count('gewerk_events_total', 'Events handled.', { outcome: 'handled', type: 'a"b' }, 2);
    metrics.gauge('gewerk_outbox_rows', 'Unsent rows.', 7);
    expect(metrics.render()).toBe(
      [
        '# HELP gewerk_events_total Events handled.',
        '# TYPE gewerk_events_total counter',
        'gewerk_events_total{outcome="handled",type="a\\"b"} 3',
        '# HELP gewerk_outbox_rows Unsent rows.',
        '# TYPE gewerk_outbox_rows gauge',
        'gewerk_outbox_rows 7',
        '',
      ].join('\n'),
    );
    expect(metrics.valueOf('gewerk_events_total', { type: 'a"b', outcome: 'handled' })).toBe(3);
    expect(metrics.valueOf('gewerk_events_total')).toBe(0);
    expect(metrics.seriesNamed('gewerk_outbox_rows')).toEqual([{ labels: {}, value: 7 }]);
  });

  it('keep one kind for a name, and refuse names that Prometheus would', () => {
    const metrics = new Metrics();
    metrics.count('gewerk_events_total', 'Events.');
    expect(() => metrics.gauge('gewerk_events_total', 'Events.', 1)).toThrow('is a counter, not a gauge');
    expect(() => metrics.count('Gewerk-events', 'Events.')).toThrow('no metric name');
  });
});
