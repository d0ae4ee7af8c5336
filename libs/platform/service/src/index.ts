export type { ServiceDefinition, ServiceMeasures } from './definition.js';
export { openApiOf } from './open-api-of.js';
export type { RunningService, ServiceParts } from './parts.js';
export { runServiceProcess } from './service-process.js';
export { serviceVariables } from './settings.js';
export { CLOCK } from './service-root.js';
export { migrationsOf, startService } from './start-service.js';
