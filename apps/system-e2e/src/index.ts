export { startDistributedSystem } from './distributed-system.js';
