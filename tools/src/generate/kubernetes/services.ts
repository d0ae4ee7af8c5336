/** What differs between the services when they run on Kubernetes; everything else is the same for all of them. */
export interface DeployedService {
  readonly name: string;
  readonly requestMillicores: number;
  readonly limitMillicores: number;
  readonly requestMebibytes: number;
  readonly limitMebibytes: number;
  /** Unhandled records of its topics for which another instance is worth a rebalance. */
  readonly lagRecordsPerReplica: number;
  /** Keeps files: gets a volume that all its instances share. */
  readonly keepsFiles?: true;
}

const LIGHT = { requestMillicores: 100, limitMillicores: 1000, requestMebibytes: 192, limitMebibytes: 512, lagRecordsPerReplica: 2000 };
/** Engines compute in worker threads beside the event loop, so these need a second core and room for a large instance. */
const COMPUTING = { requestMillicores: 250, limitMillicores: 2000, requestMebibytes: 384, limitMebibytes: 1536, lagRecordsPerReplica: 500 };

export const DEPLOYED_SERVICES: readonly DeployedService[] = [
  { name: 'governance', ...LIGHT },
  { name: 'registry', ...LIGHT },
  { name: 'capacity', ...LIGHT },
  { name: 'orders', ...COMPUTING, keepsFiles: true },
  { name: 'matching', ...COMPUTING },
  { name: 'sustainability', ...LIGHT },
  { name: 'collaboration', ...LIGHT },
  { name: 'billing', ...LIGHT },
];

export const databaseOf = (service: string): string => `gewerk_${service}`;
export const ownerRoleOf = (service: string): string => `gewerk_${service}_owner`;
export const ownerSecretOf = (service: string): string => `postgres-owner-${service}`;
export const workloadOf = (service: string): string => `gewerk-${service}`;

/** Names one release in the name of a resource: 1.2.3 becomes 1-2-3. */
export const releaseSuffix = (release: string): string => release.replaceAll('.', '-').toLowerCase();

export const labelsOf = (service: string, component: 'service' | 'migration') => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/part-of': 'gewerk',
});
