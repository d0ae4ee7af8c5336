import { describe, expect, it } from '@jest/globals';
import { readPlanProblem } from './read-plan-problem.js';

const plan = () => ({
  machines: [{ id: 'mill' }] as Record<string, unknown>[],
  jobs: [{ id: 'j', operations: [{ id: 'a', options: [{ machine: 'mill', minutes: 60 }] }] }] as Record<string, any>[],
});

describe('reading a plan', () => {
  it('fills in what is not given', () => {
    const { objective, machines, jobs, changeCost } = readPlanProblem(plan());
    expect({ objective, changeCost }).toEqual({ objective: 'makespan', changeCost: 0 });
    expect(machines).toEqual([{ id: 'mill', site: '', open: null, setups: [], setupOtherwise: 0, batch: null }]);
    expect(jobs[0]).toMatchObject({ release: 0, due: null, weight: 1 });
    expect(jobs[0]?.operations[0]).toMatchObject({ after: [], family: '', splittable: true, frozen: null });
  });

  it('turns shifts of a zone into minutes, without holidays and outages, over a change of the clock', () => {
    const { machines } = readPlanProblem({
      ...plan(),
      startsAt: '2026-03-27T00:00:00+01:00',
      horizonDays: 5,
      calendars: {
        day: { zone: 'Europe/Vienna', shifts: [{ weekdays: [1, 2, 5], startMinute: 480, endMinute: 960 }], closedDates: ['2026-03-31'] },
      },
      machines: [{ id: 'mill', calendar: 'day', outages: [[500, 600]] }],
    });
    // Monday 30 March begins an hour earlier than three days of 24 hours.
    expect(machines[0]?.open).toEqual([
      [480, 500],
      [600, 960],
      [4320 + 480 - 60, 4320 + 960 - 60],
    ]);
  });

  it('turns the days on which a furnace is lit into times of its zone, 25 hours long when the clock goes back', () => {
    const { machines } = readPlanProblem({
      ...plan(),
      startsAt: '2026-10-24T00:00:00+02:00',
      calendars: { always: { zone: 'Europe/Vienna', shifts: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1440 }] } },
      machines: [{ id: 'mill', calendar: 'always', batch: { capacity: 4, startDates: ['2026-10-23', '2026-10-25', '2026-10-27'] } }],
    });
    expect(machines[0]?.batch).toEqual({
      capacity: 4,
      startWithin: [
        [1440, 2940],
        [4380, 5820],
      ],
    });
  });

  it.each([
    ['no calendar', {}, '/machines/0/batch/startDates: days need the calendar of the machine'],
    ['a day that does not exist', { calendar: 'always' }, '/machines/0/batch/startDates/0: give a day as 2026-11-24'],
  ])('refuses days of a furnace with %s', (_, more, reason) => {
    const calendars = { always: { zone: 'Europe/Vienna', shifts: [{ weekdays: [1], startMinute: 0, endMinute: 600 }] } };
    const machines = [{ id: 'mill', ...more, batch: { startDates: ['2026-02-30'] } }];
    expect(() => readPlanProblem({ ...plan(), startsAt: '2026-10-24T00:00:00Z', calendars, machines })).toThrow(reason);
  });

  it.each([
    ['nothing', null, '/: it is an object'],
    ['no machines', { jobs: plan().jobs }, '/machines: it is a list'],
    ['a machine twice', { ...plan(), machines: [{ id: 'mill' }, { id: 'mill' }] }, '/machines/1: "mill" is given twice'],
    ['an unknown objective', { ...plan(), objective: 'fun' }, '/objective: it is one of makespan, weighted-tardiness, levelled-load'],
    [
      'windows the wrong way round',
      { ...plan(), machines: [{ id: 'mill', open: [[5, 5]] }] },
      '/machines/0/open/0: give two whole minutes',
    ],
    [
      'an unknown calendar',
      { ...plan(), machines: [{ id: 'mill', calendar: 'x' }] },
      '/machines/0/calendar: calendar "x" is not in calendars',
    ],
    [
      'a missing leg',
      {
        ...plan(),
        machines: [
          { id: 'mill', site: 'a' },
          { id: 'oven', site: 'b' },
        ],
      },
      'give the minutes from site "a" to site "b"',
    ],
  ])('refuses %s by JSON pointer', (_, json, reason) => {
    expect(() => readPlanProblem(json)).toThrow(reason);
  });

  it.each([
    [
      'an unknown machine',
      { options: [{ machine: 'lathe', minutes: 5 }] },
      '/jobs/0/operations/0/options/0/machine: machine "lathe" is not in machines',
    ],
    [
      'a duration of 0',
      { options: [{ machine: 'mill', minutes: 0 }] },
      '/jobs/0/operations/0/options/0/minutes: it is a whole number from 1',
    ],
    ['an unknown predecessor', { after: ['z'] }, '/jobs/0/operations/0/after: operation "z" is not in this job'],
    ['no options', { options: [] }, '/jobs/0/operations/0/options: it has at least 1 entry'],
    ['a frozen place elsewhere', { frozen: { machine: 'lathe', start: 0, end: 4 } }, '/jobs/0/operations/0/frozen/machine'],
  ])('refuses an operation with %s', (_, change, reason) => {
    const json = plan();
    Object.assign(json.jobs[0]!['operations'][0], change);
    expect(() => readPlanProblem(json)).toThrow(reason);
  });
});
