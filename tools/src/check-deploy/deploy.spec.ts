import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../finding.js';
import { repositoryAt } from '../repository.js';
import { checkAlerts } from './alerts.js';
import { checkCompose } from './compose.js';
import { checkDashboards } from './dashboards.js';
import { serviceFacts } from './deploy.js';
import { checkDockerfiles } from './dockerfile.js';
import { faultOfImage } from './images.js';
import { faultsOfQuery, type KnownMetrics, knownMetrics } from './known-metrics.js';
import { askedBy } from './promql.js';

const tree = repositoryAt(resolve(import.meta.dirname, '../../../test/violations/deploy'));
const lathe: KnownMetrics = new Map([
  ['lathe_turns_total', []],
  ['lathe_temperature', ['part']],
]);
const said = (findings: readonly Finding[]): string[] => findings.map(({ rule, message }) => `${rule}: ${message}`);

describe('each check of what is deployed reports its deliberate violation and nothing else', () => {
  it('a Dockerfile whose base moves, that fetches, runs as a name and says nothing of its health', () => {
    expect(checkDockerfiles(tree).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 node has no tag',
      '3 ADD fetches and unpacks unasked: use COPY',
      '4 installs what nobody asked for: add --no-install-recommends',
      '7 npm install may change the lock: use npm ci',
      '8 a secret stays in the image: give it at run time',
      '12 alpine has no tag',
      '13 the last stage must run as a user named by number, not root',
      '10 says nothing of its health: add HEALTHCHECK',
    ]);
  });

  it('a compose file that lacks, misnames, repeats and reveals', () => {
    const facts = ['lathe', 'mill', 'drill'].map((name) => ({
      name,
      required: ['GEWERK_DATABASE_URL', 'GEWERK_OIDC_ISSUER'],
      known: ['GEWERK_DATABASE_URL', 'GEWERK_RELAY_DATABASE_URL'],
    }));
    expect(said(checkCompose(tree, facts))).toEqual([
      'compose-service: lathe lacks GEWERK_OIDC_ISSUER',
      'compose-service: lathe has GEWERK_METRIC_PORT, which it does not read',
      'compose-service: mill lacks GEWERK_DATABASE_URL',
      'compose-service: mill lacks GEWERK_OIDC_ISSUER',
      'compose-service: mill runs another command than its own',
      'compose-service: drill is missing',
      'compose-image: mill runs an image that may change: gewerk:latest has a tag that moves',
      'compose-image: postgres runs an image that may change: postgres has no tag',
      'compose-restricted: mill may write to its root: read_only, or say why not (gewerk.writable-root)',
      'compose-restricted: mill keeps capabilities of the kernel: cap_drop: [ALL]',
      'compose-restricted: mill may gain privileges: no-new-privileges',
      'compose-restricted: mill may take the whole machine: limits of cpus and memory',
      'compose-restricted: mill says nothing of its health: healthcheck, or say why not (gewerk.no-healthcheck)',
      'compose-secret: lathe has a secret written out in GEWERK_RELAY_DATABASE_URL: take it from the environment file',
      'compose-reference: lathe waits for the health of postgres, which says nothing of it',
      'compose-reference: lathe depends on nobody, which is not there',
      'compose-reference: lathe waits for the end of mill, which does not end',
      'compose-reference: lathe mounts ./deploy/missing.conf, which is not there',
      'compose-reference: lathe mounts undeclared, which is not there',
      'compose-reference: lathe is in the network nowhere, which is not there',
      'compose-port: mill and lathe both want port 8400',
      'compose-variable: VERSION has no value in .env.example',
      'compose-variable: BIND has no value in .env.example',
    ]);
  });

  it('alerts on metrics that nobody serves, without severity, text or page, and a page without its alert', () => {
    expect(said(checkAlerts(tree, lathe))).toEqual([
      'query: LatheStands no service has the metric lathe_turned_total',
      'query: LatheHot lathe_temperature has no label axis',
      'alert: LatheStands has no severity (critical or warning)',
      'alert: LatheStands has no description',
      'alert: LatheStands must name docs/runbooks/lathe-stands.md as its runbook_url',
      'alert: LatheStands has no page docs/runbooks/lathe-stands.md',
      'alert: LatheHot has a page without the chapters What users notice, How to look, What to do, When it is over',
      'runbook: is the page of LatheGone, which is no alert any more',
    ]);
  });

  it('a dashboard with a dead panel, a fixed data source, and the uid of another', () => {
    expect(said(checkDashboards(tree, lathe))).toEqual([
      'dashboard: "Dead" no service has the metric lathe_nothing',
      'dashboard: "Dead" is tied to one data source',
      'dashboard: lets nobody choose the data source',
      'dashboard: has the uid of deploy/grafana/dashboards/lathe.json',
    ]);
  });
});

describe('a query', () => {
  it('asks for the metrics between functions, operators, ranges and texts', () => {
    const asked = askedBy(
      'sum by (service, le) (rate(a_bucket{le="1",status=~"5.."}[5m] offset 1h)) / on (service) group_left a:b:c > 0.5 and max(c_total) unless vector(1)',
    );
    expect(asked.selectors).toEqual([
      { metric: 'a_bucket', labels: ['le', 'status'] },
      { metric: 'a:b:c', labels: [] },
      { metric: 'c_total', labels: [] },
    ]);
    expect(asked.groupedBy).toEqual(['service', 'le', 'service']);
  });

  it('may group only by what its metrics have', () => {
    expect(faultsOfQuery('sum by (part) (lathe_temperature)', lathe, new Set())).toEqual([]);
    expect(faultsOfQuery('sum by (colour) (lathe_temperature)', lathe, new Set())).toEqual(['groups by colour, which nothing in it has']);
    expect(faultsOfQuery('vector(1)', lathe, new Set())).toEqual(['asks for no metric']);
  });
});

describe('an image', () => {
  it.each([
    'postgres:18.4-alpine',
    'quay.io/keycloak/keycloak:26.7.3',
    'gewerk:${VERSION:-0.1.0}',
    `node@sha256:${'0'.repeat(64)}`,
  ])('%s stays what it is', (image) => {
    expect(faultOfImage(image)).toBeNull();
  });

  it.each([
    'postgres',
    'postgres:latest',
    'postgres:18',
    'localhost:5000/postgres',
    'gewerk:${VERSION}',
    'node:24-slim',
  ])('%s may change', (image) => {
    expect(faultOfImage(image)).not.toBeNull();
  });
});

describe('what the code says', () => {
  it('of the environment: what has no fallback is required, and orders has a directory of its own', () => {
    const orders = serviceFacts().find(({ name }) => name === 'orders');
    expect(orders?.required).toEqual(
      expect.arrayContaining(['GEWERK_DATABASE_URL', 'GEWERK_RELAY_DATABASE_URL', 'GEWERK_OIDC_ISSUER', 'GEWERK_KAFKA_BROKERS']),
    );
    expect(orders?.known).toContain('GEWERK_BLOB_DIRECTORY');
    expect(serviceFacts()).toHaveLength(8);
  });

  it('of metrics: those of the platform, of a service, and of the runtime, histograms by their series', async () => {
    const known = await knownMetrics();
    expect(known.get('gewerk_http_request_duration_seconds_bucket')).toEqual(['method', 'route', 'status', 'le']);
    expect(known.has('gewerk_http_request_duration_seconds')).toBe(false);
    for (const name of ['gewerk_billing_unbalanced_transactions', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) {
      expect(known.has(name)).toBe(true);
    }
  });
});
