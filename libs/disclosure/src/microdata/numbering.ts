/** Keys are whole numbers below this. */
export const KEY_LIMIT = 2 ** 53;

/** Numbers equal keys alike, densely and in the order in which they first appear; its memory is used over and over. */
export class Numbering {
  private readonly slots: Int32Array;
  private readonly keys: Float64Array;

  /** @param most how many keys there are at most in one call */
  constructor(most: number) {
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
    this.keys = new Float64Array(most);
  }

  /**
   * @param below every key is less than this
   * @param numbers receives the number of each key; may be longer
   * @returns how many different keys there are
   */
  number(keys: Float64Array, below: number, numbers: Uint32Array): number {
    const { slots } = this;
    const mask = slots.length - 1;
    const scatter = below > slots.length;
    let count = 0;
    slots.fill(0);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number;
      let slot = scatter ? scattered(key) & mask : key;
      let taken = slots[slot] as number;
      while (taken !== 0 && this.keys[taken - 1] !== key) {
        slot = (slot + 1) & mask;
        taken = slots[slot] as number;
      }
      if (taken === 0) {
        this.keys[count] = key;
        count += 1;
        slots[slot] = count;
        taken = count;
      }
      numbers[at] = taken - 1;
    }
    return count;
  }
}

/** A global is slow to look up where code runs in a context of its own, and this is asked for every row. */
const { imul } = Math;

function scattered(key: number): number {
  const mixed = imul((key | 0) ^ imul((key / 2 ** 32) | 0, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
