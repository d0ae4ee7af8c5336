import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';
import { isUuid, newId, seededId } from './ids.js';

describe('ids', () => {
  it('are version 7 UUIDs that begin with their time', () => {
    const id = newId(Date.UTC(2026, 0, 1));
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('7');
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 1));
  });

  it('differ for every call and are the same for the same seed', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000);
    expect(seededId('company A', 1)).toBe(seededId('company A', 1));
    expect(seededId('company A', 1)).not.toBe(seededId('company B', 1));
    expect(isUuid(seededId('x', 1))).toBe(true);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }], a: undefined })).toBe('{"b":[{"a":2,"z":1}]}');
  });
});
