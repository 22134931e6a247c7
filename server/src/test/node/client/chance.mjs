// Chance that can be repeated: a small generator (mulberry32) and what is asked of it.
export class Chance {
  constructor(seed = Math.floor(Math.random() * 2 ** 31)) {
    this.seed = Number(seed);
    this.state = this.seed;
  }

  /** From 0 to below 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(bound) {
    return Math.floor(this.next() * bound);
  }

  oneOf(items) {
    return items[this.below(items.length)];
  }

  /** One of {@code [weight, item]}, the more likely the heavier. */
  weighed(pairs) {
    let at = this.next() * pairs.reduce((sum, [weight]) => sum + weight, 0);
    return pairs.find(([weight]) => (at -= weight) < 0)[1];
  }
}
