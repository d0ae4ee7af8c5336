/** Repeatable random numbers (xorshift, 32 bits): a method on plain integers costs the inner loop nothing. */
export class RandomSource {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not start alike, and 0 would stay 0.
    let mixed = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    this.state = (mixed ^ (mixed >>> 16)) | 1;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return (this.next() >>> 0) % limit;
  }

  /** In [0, 1). */
  fraction(): number {
    return (this.next() >>> 0) / 4_294_967_296;
  }

  private next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x;
  }
}
