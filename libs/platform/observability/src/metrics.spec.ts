import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

const table = {
  workshop_events_total: { kind: 'counter', help: 'Events.', labels: ['outcome'] },
  workshop_rows: { kind: 'gauge', help: 'Rows.' },
  workshop_delay_seconds: { kind: 'histogram', help: 'Delay.', buckets: [0.1, 1] },
} as const;

const linesOf = async (metrics: Metrics): Promise<string[]> => (await metrics.render()).split('\n').filter((line) => !line.startsWith('#'));

describe('metrics', () => {
  it('are rendered for Prometheus with the service as a label', async () => {
    const metrics = new Metrics('workshop', table);
    metrics.count('workshop_events_total', { outcome: 'handled' });
    metrics.count('workshop_events_total', { outcome: 'handled' }, 2);
    metrics.set('workshop_rows', 7);
    metrics.observe('workshop_delay_seconds', 0.5);
    const lines = await linesOf(metrics);
    expect(lines).toContain('workshop_events_total{outcome="handled",service="workshop"} 3');
    expect(lines).toContain('workshop_rows{service="workshop"} 7');
    expect(lines).toContain('workshop_delay_seconds_bucket{le="0.1",service="workshop"} 0');
    expect(lines).toContain('workshop_delay_seconds_bucket{le="1",service="workshop"} 1');
  });

  it('follow a total that is kept elsewhere', async () => {
    const metrics = new Metrics('workshop', table);
    for (const total of [0, 4, 9]) metrics.countUpTo('workshop_events_total', total, { outcome: 'handled' });
    expect(await linesOf(metrics)).toContain('workshop_events_total{outcome="handled",service="workshop"} 9');
  });

  it('are asked for anew at each rendering, and one that cannot be had does not hide the others', async () => {
    const metrics = new Metrics('workshop', table);
    let rows = 0;
    metrics.beforeRendering(() => metrics.set('workshop_rows', (rows += 1)));
    metrics.beforeRendering(() => Promise.reject(new Error('the database is gone')));
    await metrics.render();
    expect(await linesOf(metrics)).toContain('workshop_rows{service="workshop"} 2');
  });

  it('refuse what is not declared, and what is declared twice or otherwise', () => {
    const metrics = new Metrics('workshop', table);
    expect(() => metrics.count('workshop_guests_total')).toThrow('is not declared');
    expect(() => metrics.set('workshop_events_total', 1)).toThrow('is of another kind');
    expect(() => metrics.count('workshop_events_total', { company: 'c1' })).toThrow('company');
    expect(() => new Metrics('workshop', table, table)).toThrow('is declared twice');
  });

  it('stop taking new label values at a bound', async () => {
    const metrics = new Metrics('workshop', table);
    for (let index = 0; index < 3_000; index += 1) metrics.count('workshop_events_total', { outcome: `o${index}` });
    expect((await linesOf(metrics)).filter((line) => line.startsWith('workshop_events_total')).length).toBe(2_000);
  });
});
