export { euro } from './money.js';
