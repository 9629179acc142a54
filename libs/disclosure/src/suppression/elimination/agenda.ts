/** Whole numbers waiting to be taken in order, smallest first; one that waits already is not added again. */
export class Agenda {
  private heap = new Int32Array(64);
  private length = 0;
  private waiting: Uint8Array;

  /** @param limit every number is below it */
  constructor(limit: number) {
    this.waiting = new Uint8Array(limit);
  }

  add(value: number): void {
    if (this.waiting[value] === 1) return;
    this.waiting[value] = 1;
    if (this.length === this.heap.length) this.heap = grown(this.heap);
    const { heap } = this;
    let place = this.length++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (above <= value) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = value;
  }

  /** The smallest; -1 when nothing waits. */
  take(): number {
    if (this.length === 0) return -1;
    const { heap } = this;
    const first = heap[0] ?? -1;
    this.waiting[first] = 0;
    this.length -= 1;
    if (this.length > 0) this.sink(heap[this.length] ?? 0);
    return first;
  }

  private sink(value: number): void {
    const { heap } = this;
    let place = 0;
    for (let child = this.lesserChild(0); child !== -1; child = this.lesserChild(place)) {
      const below = heap[child] ?? 0;
      if (below >= value) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = value;
  }

  private lesserChild(place: number): number {
    const left = 2 * place + 1;
    if (left >= this.length) return -1;
    const right = left + 1;
    return right < this.length && (this.heap[right] ?? 0) < (this.heap[left] ?? 0) ? right : left;
  }
}

function grown(heap: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(heap.length * 2);
  larger.set(heap);
  return larger;
}
