export {
  hoursByWorkingDay,
  type NetworkCalendar,
  type Shift,
  shiftWindows,
  type SiteCalendar,
  type WorkingDay,
  workingDayAt,
  workingDays,
} from './calendar.js';
export {
  capableToPromise,
  type NotPromised,
  type OperationToPromise,
  type Promised,
  type PromisedOperation,
  type PromiseRequest,
} from './capable-to-promise.js';
export { checkPlan } from './check/check-plan.js';
export { checkShopSchedule, type ScheduleCheck } from './check/check-shop-schedule.js';
export { readFlexibleJobShop, readJobShop, readPrecedenceShop } from './formats/shop-files.js';
export { type JobShop, parseJobShop } from './job-shop.js';
export { plainShopOf } from './plan/compiled-plan.js';
export { type DescribedPlan, describePlan } from './plan/describe-plan.js';
export type { LateOperation, PlanWords } from './plan/explain-late.js';
export { type Bar, ganttSvg } from './plan/gantt-svg.js';
export type { PlannedOperation, PlanProblem } from './plan/plan-problem.js';
export { PlanSearch } from './plan/plan-search.js';
export { readPlanProblem } from './plan/read-plan-problem.js';
export type { AnytimeSearch } from './search/anytime-search.js';
export type { Sequencing } from './search/disjunctive-graph.js';
export { scheduleOf, ShopSearch } from './search/shop-search.js';
export type { FlexibleShop, ScheduledOperation } from './shop/flexible-shop.js';
export { localDate, localInstant } from './local-time.js';
export { type NotPlaced, type Placed, placeHours, placeWork, type WorkToPlace } from './placement.js';
export {
  alignInwards,
  freeWindows,
  GRID_MILLIS,
  HOUR_MILLIS,
  intersect,
  type MachineTime,
  normalise,
  subtract,
  totalHours,
  utilisation,
  type Window,
} from './windows.js';
