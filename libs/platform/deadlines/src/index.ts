export { deadlineBacklog, type DeadlineBacklog } from './deadline-backlog.js';
export { DeadlineSweeper, type DeadlineSweeperOptions } from './deadline-sweeper.js';
export { type Deadline, Deadlines, type ParkedDeadline } from './deadlines.js';
export { deadlinesMigrations } from './deadlines-migrations.js';
export { collectDeadlineHandlers, type DeadlineHandler, type DueDeadline, OnDeadline } from './on-deadline.js';
