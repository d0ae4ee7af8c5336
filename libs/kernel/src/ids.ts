declare const brand: unique symbol;

/** A string that is an identifier of one kind only: a `CompanyId` is not accepted where an `OrderId` is wanted. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type NetworkId = Id<'network'>;
export type CompanyId = Id<'company'>;
export type SiteId = Id<'site'>;
export type MachineId = Id<'machine'>;
export type OrderId = Id<'order'>;
export type ProposalId = Id<'proposal'>;
export type FormationId = Id<'formation'>;
export type ConsortiumId = Id<'consortium'>;
export type EventId = Id<'event'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/**
 * A new UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random bits, so that ids sort roughly by time.
 * @param nowMillis Unix time in milliseconds; the caller passes its clock where time is simulated
 */
export function newId<T extends string = string>(nowMillis: number = Date.now()): T {
  if (used === POOL_BYTES) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return stamped(pool.subarray(used - 16, used), nowMillis) as T;
}

// Drawn for 256 ids at once: a call for each costs more than the rest of an id. No byte serves twice.
const POOL_BYTES = 4096;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/** A UUIDv7-shaped id that depends only on its arguments: for seeded data whose ids must be the same in every run. */
export function seededId<T extends string = string>(seed: string, unixMillis: number): T {
  const bytes = new Uint8Array(16);
  let state = 0x811c9dc5;
  for (let i = 0; i < 16; i += 1) {
    for (const char of `${seed}#${i}`) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    bytes[i] = (state ^ (state >>> 15)) & 0xff;
  }
  return stamped(bytes, unixMillis) as T;
}

function stamped(bytes: Uint8Array, unixMillis: number): string {
  let rest = Math.floor(unixMillis);
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i += 1) text += i === 4 || i === 6 || i === 8 || i === 10 ? `-${HEX[bytes[i] ?? 0]}` : HEX[bytes[i] ?? 0];
  return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
