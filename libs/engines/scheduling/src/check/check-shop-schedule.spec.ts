import { describe, expect, it } from '@jest/globals';
import { readFlexibleJobShop } from '../formats/shop-files.js';
import { checkShopSchedule } from './check-shop-schedule.js';

const shop = readFlexibleJobShop('2 2\n2 1 1 5 2 1 4 2 6\n1 1 1 3\n');
const valid = [
  { job: 0, operation: 0, machine: 1, start: 0, end: 5 },
  { job: 0, operation: 1, machine: 2, start: 5, end: 11 },
  { job: 1, operation: 0, machine: 1, start: 5, end: 8 },
];
const withOther = (index: number, change: object) => valid.map((entry, i) => (i === index ? { ...entry, ...change } : entry));

describe('the checker of shop schedules', () => {
  it('passes a valid schedule and tells its makespan', () => {
    expect(checkShopSchedule(shop, valid)).toEqual({ makespan: 11, violations: [] });
  });

  it.each([
    ['an operation is missing', valid.slice(1), 'operation 0 of job 0 is missing'],
    ['an operation comes twice', [...valid, valid[0]!], 'operation 0 of job 0 is scheduled twice'],
    [
      'an operation is unknown',
      [...valid, { job: 7, operation: 0, machine: 1, start: 90, end: 91 }],
      'operation 0 of job 7 does not exist',
    ],
    ['a machine is not allowed', withOther(2, { machine: 2, start: 20, end: 23 }), 'operation 0 of job 1 is not allowed on machine 2'],
    ['a duration is wrong', withOther(1, { end: 10 }), 'takes 5 on machine 2; its duration there is 6'],
    ['a predecessor has not ended', withOther(1, { start: 4, end: 10 }), 'starts at 4, before operation 0 of job 0 ends at 5'],
    ['two overlap', withOther(2, { start: 4, end: 7 }), 'machine 1 does operation 0 of job 0 until 5 and operation 0 of job 1 from 4'],
    ['one starts before 0', withOther(2, { start: -3, end: 0 }), 'starts at -3, before 0'],
  ])('says so where %s', (_, schedule, violation) => {
    expect(checkShopSchedule(shop, schedule).violations).toContainEqual(expect.stringContaining(violation));
  });
});
