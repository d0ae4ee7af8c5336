import { totalHours, type Window } from '@gewerk/engine-scheduling';
import { describe, expect, it } from '@jest/globals';
import { type DemoCompany, demoCompanies } from './profiles.js';
import { shiftSpans } from './shift-spans.js';
import { freeWindows } from './shop-loads.js';

const NOW = new Date('2026-03-04T10:17:00Z');
const HORIZON_DAYS = 84;
const QUARTER_HOUR = 15 * 60_000;

interface Load {
  company: DemoCompany;
  spans: Window[];
  free: Map<string, Window[]>;
}

describe('the loads of the demonstration shops', () => {
  const loads = demoCompanies().map((company): Load => {
    const spans = shiftSpans(company, NOW, HORIZON_DAYS);
    return { company, spans, free: freeWindows(company, spans) };
  });
  const usedShare = (chosen: readonly Load[]): number => {
    const shiftHours = chosen.reduce((sum, { spans, free }) => sum + totalHours(spans) * free.size, 0);
    const freeHours = chosen.reduce(
      (sum, { free }) => sum + [...free.values()].reduce((hours, windows) => hours + totalHours(windows), 0),
      0,
    );
    return 1 - freeHours / shiftHours;
  };

  it('take about 34 % of all shift hours', () => {
    expect(usedShare(loads)).toBeGreaterThan(0.3);
    expect(usedShare(loads)).toBeLessThan(0.38);
  });

  it('leave windows that are sorted, disjoint, on whole quarter hours and at least half an hour long', () => {
    for (const { free } of loads) {
      for (const windows of free.values()) {
        const wrong = windows.filter(
          ([start, end], index) =>
            start % QUARTER_HOUR !== 0 ||
            end % QUARTER_HOUR !== 0 ||
            end - start < 2 * QUARTER_HOUR ||
            start < (windows[index - 1]?.[1] ?? 0),
        );
        expect(wrong).toEqual([]);
      }
    }
  });

  it('leave windows within the shifts only', () => {
    for (const { spans, free } of loads) {
      for (const windows of free.values()) {
        const outside = windows.filter(([start, end]) => !spans.some(([from, until]) => from <= start && end <= until));
        expect(outside).toEqual([]);
      }
    }
  });

  it('leave nine machines of ten at least an hour a week, and make bottlenecks and idle machines', () => {
    const used = loads.flatMap(({ spans, free }) => [...free.values()].map((windows) => 1 - totalHours(windows) / totalHours(spans)));
    const free = loads.flatMap((load) => [...load.free.values()].map((windows) => totalHours(windows)));
    expect(free.filter((hours) => hours >= HORIZON_DAYS / 7).length).toBeGreaterThan(0.9 * free.length);
    expect(used.filter((share) => share > 0.8).length).toBeGreaterThan(5);
    expect(used.filter((share) => share < 0.1).length).toBeGreaterThan(5);
  });

  it('are stated for each machine of each company', () => {
    for (const { company, free } of loads) {
      expect([...free.keys()]).toEqual(company.groups.flatMap(({ machines }) => machines.map(({ machineId }) => machineId)));
    }
  });

  it('are the same in every run', () => {
    const [first] = loads;
    expect(first && freeWindows(first.company, first.spans)).toEqual(first?.free);
  });
});

describe('the shifts of the demonstration shops', () => {
  it('follow the wall clock of the site over the change to summer time', () => {
    for (const company of demoCompanies()) {
      const spans = shiftSpans(company, new Date('2026-03-20T00:00:00Z'), 21);
      const starts = spans.map(([start]) =>
        new Intl.DateTimeFormat('en-GB', { timeZone: company.town.timeZone, timeStyle: 'short' }).format(start),
      );
      expect([...new Set(starts)].filter((time) => time !== '06:30' && time !== '15:00')).toEqual([]);
      expect(starts).toContain('06:30');
    }
  });
});
