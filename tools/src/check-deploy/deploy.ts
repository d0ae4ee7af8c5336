import { serviceVariables } from '@gewerk/platform-service';
import type { Finding } from '../finding.js';
import { ownReferences } from '../generate/services.js';
import type { Repository } from '../repository.js';
import { checkAlerts } from './alerts.js';
import { checkCompose, type ServiceFacts } from './compose.js';
import { checkDashboards } from './dashboards.js';
import { checkDockerfiles } from './dockerfile.js';
import { knownMetrics } from './known-metrics.js';

/** Without a fallback in the code only where the transport is not Kafka; /metrics is what Prometheus scrapes. */
const NEEDED_HERE = ['GEWERK_KAFKA_BROKERS', 'GEWERK_METRICS_PORT'];

/** What the code itself says each service reads from its environment. */
export function serviceFacts(): ServiceFacts[] {
  const shared = Object.values(serviceVariables);
  return ownReferences().map(({ name, variables }) => {
    const all = [...shared, ...Object.values(variables)];
    const required = all.filter(({ fallback }) => fallback === undefined).map((variable) => variable.name);
    return { name, required: [...required, ...NEEDED_HERE], known: all.map((variable) => variable.name) };
  });
}

/** Images, compose file, alerts and dashboards agree with the code and with each other. */
export async function checkDeploy(repository: Repository): Promise<Finding[]> {
  const known = await knownMetrics();
  return [
    ...checkDockerfiles(repository),
    ...checkCompose(repository, serviceFacts()),
    ...checkAlerts(repository, known),
    ...checkDashboards(repository, known),
  ];
}
