export function cancel(): never {
  throw new Error('not-implemented');
}
