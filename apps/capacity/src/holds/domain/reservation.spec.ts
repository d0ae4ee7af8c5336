import { describe, expect, it } from '@jest/globals';
import { assertReservationMayBecome } from './reservation.js';

describe('work on a booking', () => {
  it('starts only where it is booked, and once', () => {
    expect(() => assertReservationMayBecome('booked', 'running')).not.toThrow();
    for (const state of ['held', 'running', 'finished', 'given-back'] as const) {
      expect(() => assertReservationMayBecome(state, 'running')).toThrow('capacity.only-booked-operations-start');
    }
  });

  it('finishes only where it was started, and once', () => {
    expect(() => assertReservationMayBecome('running', 'finished')).not.toThrow();
    for (const state of ['booked', 'finished', 'given-back'] as const) {
      expect(() => assertReservationMayBecome(state, 'finished')).toThrow('capacity.only-running-operations-finish');
    }
  });
});
