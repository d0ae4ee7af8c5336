import { DomainError } from '@gewerk/kernel';

/**
 * The hours of one formation. A hold resolves exactly once, as confirmed, released or expired; a formation whose hold was
 * released or ran out may ask again with a newer revision.
 */
export type HoldState = 'held' | 'confirmed' | 'released' | 'expired' | 'given-back';

export interface Hold {
  formationId: string;
  revision: number;
  state: HoldState;
  expiresAt: Date;
}

const NEXT: Readonly<Record<HoldState, readonly HoldState[]>> = {
  held: ['held', 'confirmed', 'released', 'expired'],
  confirmed: ['given-back'],
  released: ['held'],
  expired: ['held'],
  'given-back': [],
};

/** @throws DomainError `capacity.hold-transition-illegal` */
export function assertHoldMayBecome(from: HoldState, to: HoldState): void {
  if (NEXT[from].includes(to)) return;
  throw new DomainError('conflict', 'capacity.hold-transition-illegal', `a hold that is ${from} cannot become ${to}`, [], { from, to });
}

export function hasExpired(hold: Hold, now: Date): boolean {
  return hold.state === 'held' && hold.expiresAt <= now;
}

type RequestAnswer = 'place' | 'repeat-placed' | 'refuse-superseded';

/** What a request for `revision` meets: a newer revision replaces, the same one is answered again, an older one comes too late. */
export function answerToRequest(hold: Hold | null, revision: number): RequestAnswer {
  if (hold === null) return 'place';
  if (revision > hold.revision) return hold.state === 'confirmed' || hold.state === 'given-back' ? 'refuse-superseded' : 'place';
  return hold.state === 'held' && revision === hold.revision ? 'repeat-placed' : 'refuse-superseded';
}

type SettlementAnswer = 'confirm' | 'release' | 'expire' | 'repeat-confirmed' | 'tell-released' | 'tell-expired';

/**
 * What a settlement meets. The revision fences: only the revision that stands can be confirmed, a release gives back every
 * revision up to its own, and what was settled before is told as it is.
 */
export function answerToSettlement(
  hold: Hold | null,
  request: { revision: number; settlement: 'confirm' | 'release' },
  now: Date,
): SettlementAnswer {
  if (request.settlement === 'release') {
    if (hold?.state === 'held' && hold.revision <= request.revision) return 'release';
    return hold?.state === 'confirmed' && hold.revision <= request.revision ? 'repeat-confirmed' : 'tell-released';
  }
  if (hold === null || hold.revision !== request.revision) return 'tell-expired';
  if (hold.state === 'confirmed') return 'repeat-confirmed';
  if (hold.state !== 'held') return 'tell-expired';
  return hasExpired(hold, now) ? 'expire' : 'confirm';
}
