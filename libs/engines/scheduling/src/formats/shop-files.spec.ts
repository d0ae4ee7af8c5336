import { describe, expect, it } from '@jest/globals';
import { readFlexibleJobShop, readJobShop, readPrecedenceShop } from './shop-files.js';

const fjs = '2 3 1.5\n2 1 1 5 2 2 4 3 6\n1 1 3 2\n';
const dag = '# two parts and their assembly\n3 2 2\n0 2\n1 2\n1 0 5\n2 0 3 1 4\n1 1 2\n';

describe('reading shops', () => {
  it('numbers machines of a flexible job shop from 1 and chains the operations of a job', () => {
    const shop = readFlexibleJobShop(fjs);
    expect(shop).toMatchObject({ jobs: 2, machines: 3, firstMachine: 1 });
    expect(shop.operations).toEqual([
      { job: 0, number: 0, options: [{ machine: 0, duration: 5 }], after: [] },
      {
        job: 0,
        number: 1,
        options: [
          { machine: 1, duration: 4 },
          { machine: 2, duration: 6 },
        ],
        after: [0],
      },
      { job: 1, number: 0, options: [{ machine: 2, duration: 2 }], after: [] },
    ]);
  });

  it('numbers machines of a job shop from 0 and takes a job without operations', () => {
    const shop = readJobShop('2 2\n0 3 1 4 0 2\n\n1 1\n');
    expect(shop.operations.map(({ job, number, after }) => [job, number, after])).toEqual([
      [0, 0, []],
      [0, 1, [0]],
      [0, 2, [1]],
      [1, 0, []],
    ]);
  });

  it('passes over remarks of a precedence shop and makes a job of what hangs together', () => {
    const shop = readPrecedenceShop(`${dag}`);
    expect(shop).toMatchObject({ jobs: 1, machines: 2, firstMachine: 0 });
    expect(shop.operations[2]).toEqual({ job: 0, number: 2, options: [{ machine: 1, duration: 2 }], after: [0, 1] });
  });

  it.each([
    ['an empty file', '', 'line 1: the file ends; the line with the numbers of jobs and machines is missing'],
    ['no jobs', '0 3\n', 'line 1: the number of jobs is 0'],
    ['words', '2 x\n', 'line 1: "x" stands where the number of machines is due'],
    ['a job too few', '3 3\n1 1 1 5\n1 1 2 5\n', 'line 4: the file ends; the line of job 2 of 3 is missing'],
    ['a job too many', '1 3\n1 1 1 5\n1 1 2 5\n', 'line 3: there is more after the 1 jobs'],
    ['a truncated line', '1 3\n2 1 1 5 2 1\n', 'line 2: the line ends; a duration is missing'],
    ['a number too many', '1 3\n1 1 1 5 7\n', 'line 2: "7" is too much'],
    ['duration 0', '1 3\n1 1 1 0\n', 'line 2: a duration is 0; it is at least 1'],
    ['a negative duration', '1 3\n1 1 1 -4\n', 'line 2: a duration is -4'],
    ['a fraction', '1 3\n1 1 1 2.5\n', 'line 2: a duration is 2.5; it is a whole number'],
    ['machine 0', '1 3\n1 1 0 4\n', 'line 2: machine 0 does not exist; machines are numbered from 1 to 3'],
    ['machine 4 of 3', '1 3\n1 1 4 4\n', 'line 2: machine 4 does not exist'],
    ['a machine twice', '1 3\n1 2 1 4 1 5\n', 'line 2: machine 1 is given twice'],
    ['more options than machines', '1 3\n1 4 1 4 2 5 3 3 1 1\n', 'line 2: the number of options is 4; it is at most 3'],
    ['ten million operations', '1 3\n10000000 1 1 4\n', 'line 2: 10000000 operations are too many'],
    ['ten million jobs', '10000000 3\n', 'line 1: 10000000 jobs are more than'],
  ])('refuses a flexible job shop with %s by line and reason', (_, text, reason) => {
    expect(() => readFlexibleJobShop(text)).toThrow(reason);
  });

  it.each([
    ['an odd count of numbers', '1 2\n0 3 1\n', 'line 2: the line ends; a duration is missing'],
    ['an unknown machine', '1 2\n2 3\n', 'line 2: machine 2 does not exist; machines are numbered from 0 to 1'],
    ['a third number in the header', '1 2 3\n0 3\n', 'line 1: "3" is too much'],
  ])('refuses a job shop with %s', (_, text, reason) => {
    expect(() => readJobShop(text)).toThrow(reason);
  });

  it.each([
    ['a cycle', '2 2 1\n0 1\n1 0\n1 0 1\n1 0 1\n', /line [23]: the precedences form a cycle/],
    ['an operation before itself', '1 1 1\n0 0\n1 0 1\n', 'line 2: operation 0 cannot come before itself'],
    ['an unknown operation', '2 1 1\n0 2\n1 0 1\n1 0 1\n', 'line 2: the operation after is 2; it is at most 1'],
    ['a precedence twice', '2 2 1\n0 1\n0 1\n1 0 1\n1 0 1\n', 'line 3: operation 0 before 1 is given twice'],
    ['an operation too few', '2 0 1\n1 0 1\n', 'line 3: the file ends; the line of operation 1 of 2 is missing'],
    ['ten million operations', '10000000 0 3\n', 'line 1: 10000000 operations are too many'],
  ])('refuses a precedence shop with %s', (_, text, reason) => {
    expect(() => readPrecedenceShop(text)).toThrow(reason);
  });
});
