const WORDS = 2;

/** Two 32-bit words of a text, mixed until every character moves both. */
function hashOf(text: string): readonly [number, number] {
  let [one, two] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x27d4eb2d);
    two = Math.imul(two ^ unit, 0x165667b1);
    one ^= one >>> 15;
    two ^= two >>> 13;
  }
  one = Math.imul(one ^ (two >>> 16), 0x85ebca77);
  two = Math.imul(two ^ (one >>> 13), 0xc2b2ae3d);
  // 0,0 marks an empty slot.
  return [(one ^ (two >>> 15)) >>> 0, (two ^ (one >>> 16)) >>> 0 || 1];
}

/**
 * Remembers which of millions of keys it has seen, in 16 to 32 bytes each instead of the keys themselves. It knows keys by 64 bits: among
 * a million, two that are taken for one are a chance of 1 in 30 million.
 */
export class KeySet {
  private slots: Uint32Array;
  private count = 0;

  /** `capacity` slots to begin with, a power of 2. */
  constructor(capacity = 1 << 10) {
    this.slots = new Uint32Array(capacity * WORDS);
  }

  get size(): number {
    return this.count;
  }

  /** Adds a key; false where it was there before. */
  add(key: string): boolean {
    const [one, two] = hashOf(key);
    if (!put(this.slots, one, two)) return false;
    this.count += 1;
    if (this.count * WORDS * 2 > this.slots.length) this.grow();
    return true;
  }

  private grow(): void {
    const larger = new Uint32Array(this.slots.length * 2);
    for (let at = 0; at < this.slots.length; at += WORDS) {
      const [one, two] = [this.slots[at] as number, this.slots[at + 1] as number];
      if (two !== 0) put(larger, one, two);
    }
    this.slots = larger;
  }
}

/** Puts a hash into the first free slot from its own on; false where it is there already. */
function put(slots: Uint32Array, one: number, two: number): boolean {
  const mask = slots.length / WORDS - 1;
  for (let slot = one & mask; ; slot = (slot + 1) & mask) {
    const at = slot * WORDS;
    if (slots[at + 1] === 0) {
      slots[at] = one;
      slots[at + 1] = two;
      return true;
    }
    if (slots[at] === one && slots[at + 1] === two) return false;
  }
}
