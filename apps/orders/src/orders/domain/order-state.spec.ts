import { DomainError } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import { assertMayBecome, type FormationFacts, ORDER_STATES, type OrderState, stateFromFacts } from './order-state.js';

function ruleBrokenBy(from: OrderState, to: OrderState): unknown {
  try {
    assertMayBecome(from, to);
  } catch (error) {
    return (error as DomainError).params['rule'];
  }
  return null;
}

const formation = (facts: Partial<FormationFacts> = {}): FormationFacts => ({
  formationId: 'f',
  chosen: true,
  confirmed: false,
  ended: false,
  openPrimaryBookings: null,
  ...facts,
});

describe('the course of an order', () => {
  it('may be cancelled until it is delivered', () => {
    for (const from of ['submitted', 'proposed', 'unplaceable', 'forming', 'in-production', 'ready'] as const) {
      expect(ruleBrokenBy(from, 'cancelled')).toBeNull();
    }
    for (const from of ['delivered', 'complained', 'rated', 'cancelled'] as const) {
      expect(ruleBrokenBy(from, 'cancelled')).toBe('OrderMustBeCancelledBeforeDelivery');
    }
  });

  it('is accepted when ready or after a complaint, and in no other state', () => {
    const allowed = ORDER_STATES.filter((from) => ruleBrokenBy(from, 'delivered') === null);
    expect(allowed).toEqual(['ready', 'complained']);
    expect(ruleBrokenBy('in-production', 'delivered')).toBe('OrderMustBeReadyBeforeAcceptance');
  });

  it('is complained about only when ready', () => {
    expect(ORDER_STATES.filter((from) => ruleBrokenBy(from, 'complained') === null)).toEqual(['ready']);
    expect(ruleBrokenBy('delivered', 'complained')).toBe('OrderMustBeReadyBeforeComplaint');
  });

  it('is rated once, after acceptance', () => {
    expect(ORDER_STATES.filter((from) => ruleBrokenBy(from, 'rated') === null)).toEqual(['delivered']);
    expect(ruleBrokenBy('rated', 'rated')).toBe('OrderMustBeAcceptedBeforeRating');
  });

  it('does not begin again once it ended', () => {
    expect(ruleBrokenBy('cancelled', 'in-production')).toBe('OrderMustKeepToItsCourse');
    expect(ruleBrokenBy('rated', 'proposed')).toBe('OrderMustKeepToItsCourse');
  });

  it('follows the facts of the other services', () => {
    const at = (facts: Partial<Parameters<typeof stateFromFacts>[0]>) =>
      stateFromFacts({ state: 'submitted', answer: null, formations: [], ...facts });
    expect(at({})).toBe('submitted');
    expect(at({ answer: 'proposed' })).toBe('proposed');
    expect(at({ answer: 'unplaceable' })).toBe('unplaceable');
    expect(at({ answer: 'proposed', formations: [formation()] })).toBe('forming');
    expect(at({ formations: [formation({ confirmed: true, openPrimaryBookings: 2 })] })).toBe('in-production');
    expect(at({ formations: [formation({ confirmed: true, openPrimaryBookings: 0 })] })).toBe('ready');
  });

  it('is open again when a formation failed, unless another lives', () => {
    const failed = formation({ ended: true });
    expect(stateFromFacts({ state: 'forming', answer: 'proposed', formations: [failed] })).toBe('proposed');
    expect(stateFromFacts({ state: 'forming', answer: 'proposed', formations: [failed, formation()] })).toBe('forming');
  });

  it('keeps what the customer decided, whatever arrives later', () => {
    for (const state of ['cancelled', 'delivered', 'complained', 'rated'] as const) {
      expect(stateFromFacts({ state, answer: 'proposed', formations: [formation({ confirmed: true, openPrimaryBookings: 1 })] })).toBe(
        state,
      );
    }
  });
});
