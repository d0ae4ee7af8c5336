export { collaborationService } from './collaboration.module.js';
