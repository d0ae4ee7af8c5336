export { matchingService } from './matching.module.js';
