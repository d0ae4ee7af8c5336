import { describe, expect, it } from '@jest/globals';
import { parseEnvironmentFile, readCompose, withVariables } from './compose-file.js';

describe('docker-compose.yml as the tests read it', () => {
  it('replaces variables as Compose does', () => {
    const variables = { NAME: 'mill', EMPTY: '' };
    expect(withVariables('${NAME} ${EMPTY:-lathe} ${OTHER:-} $$NAME ${NAME:?needed}', variables)).toBe('mill lathe  $NAME mill');
    expect(() => withVariables('${OTHER:?needed}', variables)).toThrow(/OTHER has no value/);
  });

  it('reads names and values of an environment file and passes over comments', () => {
    expect(parseEnvironmentFile('# A=1\nB=2\n\nC=x=y\n')).toEqual({ B: '2', C: 'x=y' });
  });

  it('gives a service what it shares with the others and what is its own', () => {
    const { orders } = readCompose();
    expect(orders?.environment).toMatchObject({
      GEWERK_KAFKA_BROKERS: 'kafka:9092',
      GEWERK_DATABASE_URL: 'postgres://gewerk_app:demo-app@postgres:5432/gewerk_orders',
      GEWERK_OIDC_ISSUER: 'http://localhost:8400/identity/realms/gewerk',
    });
  });
});
