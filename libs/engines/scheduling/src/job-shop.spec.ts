import { describe, expect, it } from '@jest/globals';
import { parseJobShop } from './index.js';

describe('job-shop files', () => {
  it('are read with recirculation, spare blanks and any line end', () => {
    expect(parseJobShop('2 3\r\n0 5 2 7  0 1 \r\n1 999\n\n')).toEqual({
      machines: 3,
      jobs: [
        {
          operations: [
            { machine: 0, duration: 5 },
            { machine: 2, duration: 7 },
            { machine: 0, duration: 1 },
          ],
        },
        { operations: [{ machine: 1, duration: 999 }] },
      ],
    });
  });

  it.each([
    ['', 'line 1: the first line gives'],
    ['2', 'line 1: the first line gives'],
    ['0 3', 'line 1: the first line gives'],
    ['2 3\n0 5', 'line 2: 2 jobs are announced in line 1 and 1 lines follow'],
    ['1 3\n0 5\n1 2', 'line 3: 1 jobs are announced'],
    ['2 3\n0 5\n1 2 2', 'line 3: numbers come in pairs'],
    ['1 3\n3 5', 'line 2: machine 3 does not exist; the last one is 2'],
    ['1 3\n2 0', 'line 2: a duration is above 0'],
    ['1 3\n2 1.5', 'line 2: "1.5" is no whole number'],
    ['2 3\n\n0 5', 'line 2: a job has at least one operation'],
  ])('are refused with the line: %j', (text, message) => {
    expect(() => parseJobShop(text)).toThrow(message);
  });
});
