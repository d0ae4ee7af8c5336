export { type ClientOptions, type Clients, createClients } from './clients.js';
export { ProblemError } from './problem-error.js';
