/** How often each value of a column occurs in one group of rows. */
export class Histogram {
  readonly counts: Uint32Array;
  /** The values that occur, `different` many. */
  readonly present: Uint32Array;
  different = 0;
  total = 0;

  constructor(values: number) {
    this.counts = new Uint32Array(values);
    this.present = new Uint32Array(values);
  }

  add(value: number, times: number): void {
    const before = this.counts[value] as number;
    if (before === 0) {
      this.present[this.different] = value;
      this.different += 1;
    }
    this.counts[value] = before + times;
    this.total += times;
  }

  clear(): void {
    for (let at = 0; at < this.different; at++) this.counts[this.present[at] as number] = 0;
    this.different = 0;
    this.total = 0;
  }
}
