import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readEnvironment } from './environment.js';
import { choice, flag, integer, list, optionalUrl, ratio, text, url } from './variables.js';

const spec = {
  port: integer('GEWERK_PORT', { about: 'port of the HTTP server', min: 1, max: 65_535, fallback: 3000 }),
  databaseUrl: url('GEWERK_DATABASE_URL', { about: 'database of the service', protocols: ['postgres:', 'postgresql:'] }),
  transport: choice('GEWERK_TRANSPORT', ['kafka', 'embedded'], { about: 'event transport', fallback: 'embedded' }),
  clockControl: flag('GEWERK_CLOCK_CONTROL', { about: 'may the clock be moved', fallback: false }),
  brokers: list('GEWERK_KAFKA_BROKERS', { about: 'Kafka brokers', fallback: [] }),
  sampled: ratio('GEWERK_SAMPLED', { about: 'part that is kept', fallback: 1 }),
  apiKey: text('GEWERK_API_KEY', { about: 'key', secret: true }),
  busUrl: optionalUrl('GEWERK_BUS_DATABASE_URL', { about: 'embedded log', protocols: ['postgres:'] }),
};
const complete = { GEWERK_DATABASE_URL: 'postgres://app:geheim@db:5432/orders', GEWERK_API_KEY: 'top-secret' };

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnvironment(spec, source);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('is read into typed values, with fallbacks where a variable is unset or blank', () => {
    const environment = readEnvironment(spec, {
      ...complete,
      GEWERK_PORT: ' 8080 ',
      GEWERK_TRANSPORT: '',
      GEWERK_KAFKA_BROKERS: 'a:9092, b:9092,',
      GEWERK_CLOCK_CONTROL: 'TRUE',
    });
    expect({ ...environment }).toEqual({
      port: 8080,
      databaseUrl: 'postgres://app:geheim@db:5432/orders',
      transport: 'embedded',
      clockControl: true,
      brokers: ['a:9092', 'b:9092'],
      sampled: 1,
      apiKey: 'top-secret',
      busUrl: null,
    });
  });

  it('reports every wrong variable at once, with its name and the remedy', () => {
    const problems = problemsOf({ GEWERK_PORT: '70000', GEWERK_DATABASE_URL: 'mysql://x', GEWERK_TRANSPORT: 'rabbit' });
    expect(problems).toEqual([
      'GEWERK_PORT: "70000" is out of range; set a whole number from 1 to 65535',
      'GEWERK_DATABASE_URL: "mysql://x" has another protocol; set an absolute URL starting with postgres:// or postgresql://',
      'GEWERK_TRANSPORT: "rabbit" is not among the choices; set one of kafka, embedded',
      'GEWERK_API_KEY is not set: key (a text)',
    ]);
  });

  it.each(['-0.1', '1.01', 'half', 'NaN'])('takes %s for no part of a whole', (raw) => {
    expect(problemsOf({ ...complete, GEWERK_SAMPLED: raw })).toEqual([
      `GEWERK_SAMPLED: "${raw}" is no number from 0 to 1; set a number from 0 to 1`,
    ]);
  });

  it.each(['80.5', '1e3', '0x10', 'NaN', '99999999999999999999'])('takes %s for no port', (raw) => {
    expect(problemsOf({ ...complete, GEWERK_PORT: raw })).toHaveLength(1);
  });

  it('never prints a secret or a password, whichever way it is printed', () => {
    const environment = readEnvironment(spec, complete);
    for (const printed of [JSON.stringify(environment), inspect(environment), `${environment as object}`]) {
      expect(printed).not.toMatch(/geheim|top-secret/);
      expect(printed).toContain('db:5432/orders');
    }
  });

  it('cannot be changed after it was read', () => {
    expect(() => Object.assign(readEnvironment(spec, complete), { port: 1 })).toThrow(TypeError);
  });
});
