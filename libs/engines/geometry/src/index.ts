export { measurePart, type PartMeasure } from './measure-part.js';
export { STEP_BYTES_MAX } from './step-reader.js';
