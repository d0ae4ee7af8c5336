import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Pure computation each context may use (architecture.md, "Who may import whom"); everything else follows from the kind of package. */
const ENGINES_OF_SERVICE = {
  governance: ['resilience'],
  registry: [],
  capacity: ['scheduling'],
  orders: ['geometry', 'pricing'],
  matching: ['matching', 'resilience', 'pricing', 'footprint', 'scheduling'],
  sustainability: ['footprint'],
  billing: [],
  collaboration: [],
} as const satisfies Record<string, readonly string[]>;

const SERVICES = Object.keys(ENGINES_OF_SERVICE);
const ENGINES_USED_BY_ENGINE: Readonly<Record<string, readonly string[]>> = { matching: ['resilience'] };
const ENGINES_WITH_OTHERS = Object.keys(ENGINES_USED_BY_ENGINE).join('|');
/** External packages without input and output of their own. */
const PURE_PACKAGES = ['occt-import-js', 'highs'];

const TEST_CODE = ['\\.spec\\.tsx?$', '^(?:apps|libs/platform|libs/engines|libs)/[^/]+/test/', '^apps/system-e2e/', '^bench/'];
const TEST_PACKAGES = npm('@jest/globals', 'fast-check', '@nestjs/testing');
const NODE_BUILTINS = '^(?:node:)?[a-z_/]+$';
/** Third-party packages and Node; which of them a package may use is declared in its package.json and checked by `undeclared-dependency`. */
const EXTERNAL = ['(?:^|/)node_modules/', NODE_BUILTINS];
/** Hashing is pure; everything else of Node touches the world. */
const DIGESTS = '^(?:node:)?crypto$';
const WORKSPACE_PACKAGE = '(?:apps|libs/engines|libs/platform)/[^/]+|libs/[^/]+|tools|bench';
const KERNEL = '^libs/kernel/';
const SERVICE_MODULE = '^apps/([^/]+)/src/([^/]+)/';
const TESTING_LIBRARIES = '^libs/testing/';

/** Whoever is named in `from` may import its own package, `may`, and in tests the testing library too; nothing else. */
function only(name: string, from: string, may: readonly string[], comment: string): IForbiddenRuleType {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: TEST_CODE },
    to: { couldNotResolve: false, pathNot: [from, ...may] },
  };
}

function npm(...names: string[]): string {
  return `(?:^|/)node_modules/(?:@types/)?(?:${names.join('|').replaceAll('/', '(?:/|__)')})/`;
}

const packages: IForbiddenRuleType[] = [
  only('kernel-imports-nothing', KERNEL, [], 'The kernel is imported by everyone and imports nobody.'),
  only('contracts-are-schemas', '^libs/contracts/', [KERNEL, npm('typebox')], 'Contracts know the schema library and the kernel.'),
  {
    name: 'engines-are-pure',
    comment: 'An engine computes: kernel, pure packages and hashing only, no framework, no input or output.',
    severity: 'error',
    from: { path: '^libs/engines/([^/]+)/', pathNot: TEST_CODE },
    to: { pathNot: ['^libs/engines/', KERNEL, DIGESTS, npm(...PURE_PACKAGES)] },
  },
  {
    name: 'engines-stand-alone',
    comment: 'Only engine-matching builds on another engine, engine-resilience.',
    severity: 'error',
    from: { path: '^libs/engines/([^/]+)/', pathNot: [`^libs/engines/(?:${ENGINES_WITH_OTHERS})/`] },
    to: { path: '^libs/engines/', pathNot: '^libs/engines/$1/' },
  },
  ...Object.entries(ENGINES_USED_BY_ENGINE).map(
    ([engine, used]): IForbiddenRuleType => ({
      name: `engine-${engine}-uses-only-${used.join('-')}`,
      comment: 'Engines build on each other only where architecture.md says so.',
      severity: 'error',
      from: { path: `^libs/engines/${engine}/` },
      to: { path: '^libs/engines/', pathNot: `^libs/engines/(?:${[engine, ...used].join('|')})/` },
    }),
  ),
  only('platform-knows-no-business', '^libs/platform/', [KERNEL, ...EXTERNAL], 'Platform libraries know the kernel and each other.'),
  only('api-clients-are-thin', '^libs/api-clients/', [KERNEL, npm('openapi-fetch')], 'The clients know openapi-fetch and the kernel.'),
  only(
    'demo-talks-http',
    '^libs/demo/',
    [KERNEL, '^libs/api-clients/', '^libs/engines/scheduling/', ...EXTERNAL],
    'The demo uses the system as its users do; engine-scheduling loads its shops.',
  ),
  only(
    'testing-starts-infrastructure',
    TESTING_LIBRARIES,
    [KERNEL, '^libs/platform/(?:persistence|embedded-postgres)/', ...EXTERNAL],
    'The testing library starts infrastructure and knows no service.',
  ),
  ...Object.entries(ENGINES_OF_SERVICE).map(([service, engines]) =>
    only(
      `app-${service}-imports`,
      `^apps/${service}/`,
      [KERNEL, '^libs/contracts/', '^libs/platform/', ...engines.map((engine) => `^libs/engines/${engine}/`), ...EXTERNAL],
      'A service knows contracts, platform, kernel and its own engines; of other services it learns by events.',
    ),
  ),
  only(
    'standalone-composes-services',
    '^apps/standalone/',
    [KERNEL, '^libs/contracts/', '^libs/platform/', '^libs/demo/', `^apps/(?:${SERVICES.join('|')})/`, ...EXTERNAL],
    'The standalone composes the services on embedded parts.',
  ),
  only(
    'provision-prepares',
    '^apps/provision/',
    ['^libs/contracts/', '^libs/platform/(?:config|messaging)/', ...EXTERNAL],
    'What prepares databases and topics knows the contracts and the transport, and starts services as programs.',
  ),
  only(
    'cli-computes-and-calls',
    '^apps/cli/',
    [KERNEL, '^libs/engines/', '^libs/api-clients/', ...EXTERNAL],
    'The command knows engines and HTTP.',
  ),
  only('portal-talks-http', '^apps/portal/', [KERNEL, '^libs/api-clients/', ...EXTERNAL], 'The web page knows the HTTP APIs only.'),
  {
    name: 'journeys-use-the-front-door',
    comment:
      'The end-to-end journeys use the demo, the testing library, contracts, kernel, embedded Postgres, the transport and the check of tokens.',
    severity: 'error',
    from: { path: '^apps/system-e2e/' },
    to: {
      pathNot: [
        '^apps/system-e2e/',
        KERNEL,
        '^libs/(?:contracts|demo|testing|api-clients)/',
        '^libs/platform/(?:auth|embedded-postgres|messaging)/',
        ...EXTERNAL,
      ],
    },
  },
  {
    name: 'every-package-has-a-rule',
    comment: 'Default deny: a new package gets a rule of its own in tools/src/check/boundary-rules.ts before it imports anything.',
    severity: 'error',
    from: {
      pathNot: [
        '(?:^|/)node_modules/',
        '^libs/(?:kernel|contracts|engines|platform|api-clients|demo|testing)/',
        `^apps/(?:${SERVICES.join('|')}|standalone|provision|cli|portal|system-e2e)/`,
        '^(?:tools|bench)/',
      ],
    },
    to: { path: '.*' },
  },
];

const platform: IForbiddenRuleType[] = [
  {
    name: 'service-is-the-top-of-the-platform',
    comment: 'platform/service composes the other platform libraries; none of them knows it.',
    severity: 'error',
    from: { path: '^libs/platform/', pathNot: '^libs/platform/service/' },
    to: { path: '^libs/platform/service/' },
  },
  {
    name: 'embedded-postgres-stays-embedded',
    comment: 'Only what brings its own database may import it: standalone, testing, system-e2e.',
    severity: 'error',
    from: { pathNot: ['^apps/(?:standalone|system-e2e)/', TESTING_LIBRARIES, '^libs/platform/embedded-postgres/', '^bench/'] },
    to: { path: '^libs/platform/embedded-postgres/' },
  },
  {
    name: 'kafka-client-in-one-place',
    comment: 'kafkajs is replaceable because one folder knows it; the benchmarks compare with it bare.',
    severity: 'error',
    from: { pathNot: ['^libs/platform/messaging/src/transport/kafka/', '^bench/', '(?:^|/)node_modules/'] },
    to: { path: npm('kafkajs') },
  },
];

const layers: IForbiddenRuleType[] = [
  {
    name: 'domain-is-free',
    comment: 'A domain knows the domains of its service, the kernel, engines and contracts: no framework, no platform, no layer above it.',
    severity: 'error',
    from: { path: `${SERVICE_MODULE}domain/`, pathNot: TEST_CODE },
    to: { pathNot: ['^apps/$1/src/[^/]+/domain/', KERNEL, '^libs/engines/', '^libs/contracts/', DIGESTS] },
  },
  {
    name: 'domain-names-contracts-by-type',
    comment: 'A domain may name what a contract carries; publishing and reading events is done around it.',
    severity: 'error',
    from: { path: `${SERVICE_MODULE}domain/`, pathNot: TEST_CODE },
    to: { path: '^libs/contracts/src/[^/]+/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'application-below-inbound',
    comment: 'Inbound calls application, never the other way round.',
    severity: 'error',
    from: { path: `${SERVICE_MODULE}application/`, pathNot: TEST_CODE },
    to: { path: '^apps/$1/src/[^/]+/inbound/' },
  },
  {
    name: 'outbound-serves-the-domain',
    comment: 'Adapters store and fetch what the domain describes and know nothing above it.',
    severity: 'error',
    from: { path: `${SERVICE_MODULE}outbound/`, pathNot: TEST_CODE },
    to: { path: '^apps/$1/src/[^/]+/(?:inbound|application)/' },
  },
  {
    name: 'composition-root-on-top',
    comment: 'Modules are bound in the composition root and do not know it, nor the table of subscriptions.',
    severity: 'error',
    from: { path: SERVICE_MODULE, pathNot: TEST_CODE },
    to: { path: '^apps/$1/src/(?:main|index|subscriptions|[^/]+\\.module)\\.ts$' },
  },
  {
    name: 'migrations-stand-still',
    comment: 'A migration must do tomorrow what it did today: it imports no source of its service.',
    severity: 'error',
    from: { path: '^apps/([^/]+)/migrations/' },
    to: { path: '^apps/$1/src/' },
  },
];

const everywhere: IForbiddenRuleType[] = [
  {
    name: 'package-face-only',
    comment: 'Another package is imported by its name, which leads to its index.ts.',
    severity: 'error',
    from: { path: `^(${WORKSPACE_PACKAGE})/` },
    to: {
      path: `^(?:${WORKSPACE_PACKAGE})/`,
      pathNot: ['^$1/', `^(?:${WORKSPACE_PACKAGE})/src/index\\.ts$`, '^libs/contracts/src/[^/]+/index\\.ts$'],
    },
  },
  {
    name: 'production-imports-no-tests',
    comment: 'What ships does not know its tests, their builders or the testing library.',
    severity: 'error',
    from: { pathNot: [...TEST_CODE, TESTING_LIBRARIES, '(?:^|/)node_modules/'] },
    to: { path: ['\\.spec\\.tsx?$', '^apps/[^/]+/test/', '^libs/(?:platform|engines)/[^/]+/test/', TESTING_LIBRARIES, TEST_PACKAGES] },
  },
  {
    name: 'no-circle',
    comment: 'Files that import each other cannot be read one after the other.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  { name: 'resolvable', comment: 'The import leads nowhere.', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-dev-dependency-in-production',
    comment: 'What ships imports `dependencies`, not `devDependencies`.',
    severity: 'error',
    from: { pathNot: [...TEST_CODE, '(?:^|/)node_modules/', '\\.config\\.(?:ts|js|mjs)$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'], pathNot: TEST_PACKAGES },
  },
  {
    name: 'undeclared-dependency',
    comment: 'The package.json of the importing package names what it imports.',
    severity: 'error',
    from: { pathNot: '(?:^|/)node_modules/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

/** Who may import whom, as dependency-cruiser understands it: what no rule allows is forbidden. */
export const boundaryRules: readonly IForbiddenRuleType[] = [...packages, ...platform, ...layers, ...everywhere];
