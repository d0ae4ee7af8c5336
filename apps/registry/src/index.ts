export { registryService } from './registry.module.js';
