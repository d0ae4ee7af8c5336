export { capacityService } from './capacity.module.js';
