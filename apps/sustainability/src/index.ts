export { sustainabilityService } from './sustainability.module.js';
