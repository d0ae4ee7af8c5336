export { governanceService } from './governance.module.js';
