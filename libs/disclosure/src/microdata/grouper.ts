import { KEY_LIMIT, Numbering } from './numbering';

/** A column to group by; every code is less than `size`. */
export type GroupingColumn = { readonly codes: Uint32Array; readonly size: number };

/** Finds items that agree in all columns; its memory is used over and over. */
export class Grouper {
  private readonly numbering: Numbering;
  private readonly keys: Float64Array;

  /** @param items how many there are, in every column of every call */
  constructor(private readonly items: number) {
    this.numbering = new Numbering(items);
    this.keys = new Float64Array(items);
  }

  /**
   * @param numbers receives the group of each item; groups are numbered from 0 as they first appear
   * @returns how many groups there are
   */
  group(columns: readonly GroupingColumn[], numbers: Uint32Array): number {
    this.keys.fill(0);
    let below = 1;
    for (const column of columns) {
      if (column.size === 1) continue;
      if (below * column.size > KEY_LIMIT) {
        below = this.numbering.number(this.keys, below, numbers);
        this.keys.set(numbers);
      }
      append(this.keys, column);
      below *= column.size;
    }
    return this.items === 0 ? 0 : this.numbering.number(this.keys, below, numbers);
  }
}

/** As one more digit of each key. */
function append(keys: Float64Array, { codes, size }: GroupingColumn): void {
  for (let at = 0; at < keys.length; at++) keys[at] = (keys[at] as number) * size + (codes[at] as number);
}
