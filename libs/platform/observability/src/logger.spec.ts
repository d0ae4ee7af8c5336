import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { correlated } from './correlation.js';
import { createLogger } from './logger.js';

describe('the log', () => {
  let lines: string[];
  let written: jest.SpiedFunction<typeof process.stdout.write>;

  beforeEach(() => {
    lines = [];
    written = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    });
  });
  afterEach(() => written.mockRestore());

  it('is one JSON object a line with service and correlation id', () => {
    const logger = createLogger({ service: 'orders', format: 'json', level: 'log' });
    correlated('0190f5b2-7c1e-7000-8000-000000000001', () => logger.warn('the printer is out of paper'));
    logger.log('outside of any request');
    const [inside, outside] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(inside).toMatchObject({
      level: 'warn',
      service: 'orders',
      message: 'the printer is out of paper',
      correlationId: '0190f5b2-7c1e-7000-8000-000000000001',
    });
    expect(outside).not.toHaveProperty('correlationId');
  });

  it('masks what names persons or opens doors, however deep it stands', () => {
    createLogger({ service: 'orders', format: 'json', level: 'log' }).log('asked', {
      headers: { authorization: 'Bearer abc' },
      contact: { email: 'anna@example.org' },
    });
    expect(lines.join('')).not.toMatch(/abc|anna/);
    expect(lines.join('')).toContain('REDACTED');
  });

  it('leaves out what is less important than its level', () => {
    createLogger({ service: 'orders', format: 'json', level: 'warn' }).log('hello');
    expect(lines).toEqual([]);
  });
});
