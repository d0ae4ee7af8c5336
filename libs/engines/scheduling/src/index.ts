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
export { type JobShop, parseJobShop } from './job-shop.js';
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
