import { choice, type EnvironmentOf, flag, integer, list, optionalText, optionalUrl, ratio, text, url } from '@gewerk/platform-config';

/** Every environment variable that a service's process reads, whichever service it is. */
export const serviceVariables = {
  port: integer('GEWERK_PORT', { about: 'port of the HTTP server', fallback: 8400, min: 0, max: 65_535 }),
  databaseUrl: url('GEWERK_DATABASE_URL', { about: "the service's database, role gewerk_app", protocols: ['postgres:', 'postgresql:'] }),
  relayDatabaseUrl: url('GEWERK_RELAY_DATABASE_URL', {
    about: 'the same database, role gewerk_relay',
    protocols: ['postgres:', 'postgresql:'],
  }),
  ownerDatabaseUrl: optionalUrl('GEWERK_OWNER_DATABASE_URL', {
    about: 'the same database, its owner; for migrations',
    protocols: ['postgres:', 'postgresql:'],
  }),
  migrate: flag('GEWERK_MIGRATE', { about: 'migrate at start instead of as a step of the deployment', fallback: false }),
  transport: choice('GEWERK_TRANSPORT', ['kafka', 'embedded'], { about: 'where events travel', fallback: 'kafka' }),
  kafkaBrokers: list('GEWERK_KAFKA_BROKERS', { about: 'host:port of Kafka brokers', fallback: [] }),
  kafkaSessionSeconds: integer('GEWERK_KAFKA_SESSION_SECONDS', {
    about: 'silence after which the group takes a consumer for dead and gives its partitions to others',
    fallback: 30,
    min: 6,
    max: 300,
  }),
  busDatabaseUrl: optionalUrl('GEWERK_BUS_DATABASE_URL', {
    about: 'database of the embedded transport',
    protocols: ['postgres:', 'postgresql:'],
  }),
  issuer: url('GEWERK_OIDC_ISSUER', { about: 'issuer of access tokens', protocols: ['http:', 'https:'] }),
  jwksUrl: optionalUrl('GEWERK_OIDC_JWKS_URL', {
    about: "the issuer's keys, where its discovery document is not reachable under its public name",
    protocols: ['http:', 'https:'],
  }),
  audience: text('GEWERK_OIDC_AUDIENCE', { about: 'audience of access tokens', fallback: 'gewerk' }),
  publicUrl: url('GEWERK_PUBLIC_URL', {
    about: 'origin under which clients reach the service',
    protocols: ['http:', 'https:'],
    fallback: 'http://127.0.0.1:8400',
  }),
  redisUrl: optionalUrl('GEWERK_REDIS_URL', {
    about: 'counts requests for all instances; without it each instance counts its own',
    protocols: ['redis:', 'rediss:'],
  }),
  rateCallerPerMinute: integer('GEWERK_RATE_CALLER_PER_MINUTE', {
    about: 'requests a caller may make',
    fallback: 600,
    min: 1,
    max: 1_000_000,
  }),
  rateCompanyPerMinute: integer('GEWERK_RATE_COMPANY_PER_MINUTE', {
    about: 'requests all callers of a company may make',
    fallback: 3000,
    min: 1,
    max: 1_000_000,
  }),
  trustedProxies: list('GEWERK_TRUSTED_PROXIES', { about: 'networks (CIDR) of proxies whose X-Forwarded-For is believed', fallback: [] }),
  metricsPort: integer('GEWERK_METRICS_PORT', { about: 'port of /metrics; 0: none', fallback: 0, min: 0, max: 65_535 }),
  otlpUrl: optionalUrl('GEWERK_OTLP_URL', { about: 'collector of traces, OTLP over HTTP', protocols: ['http:', 'https:'] }),
  traceSampleRatio: ratio('GEWERK_TRACE_SAMPLE_RATIO', { about: 'part of the traces that are recorded', fallback: 1 }),
  kafkaTlsCaFile: optionalText('GEWERK_KAFKA_TLS_CA_FILE', { about: 'certificates of the authority of the brokers, PEM' }),
  kafkaTlsCertFile: optionalText('GEWERK_KAFKA_TLS_CERT_FILE', { about: 'certificate of the service towards the brokers, PEM' }),
  kafkaTlsKeyFile: optionalText('GEWERK_KAFKA_TLS_KEY_FILE', { about: 'key of that certificate, PEM' }),
  clockControl: flag('GEWERK_CLOCK_CONTROL', {
    about: 'let the orchestrator move the time, as the owner of the database; for demonstrations and tests only',
    fallback: false,
  }),
  logFormat: choice('GEWERK_LOG_FORMAT', ['json', 'plain'], { about: 'form of the log', fallback: 'json' }),
  logLevel: choice('GEWERK_LOG_LEVEL', ['error', 'warn', 'log', 'debug'], { about: 'least level that is written', fallback: 'log' }),
};

export type ServiceSettings = EnvironmentOf<typeof serviceVariables>;
