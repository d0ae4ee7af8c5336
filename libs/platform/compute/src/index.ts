export { type EngineCall, EngineWorkers } from './engine-workers.js';
export { computeMigrations } from './migrations.js';
export { taskBacklog, type TaskBacklog } from './task-backlog.js';
export { TaskRunner, type TaskRunnerOptions } from './task-runner.js';
export { type Task, type TaskHandler, Tasks } from './tasks.js';
