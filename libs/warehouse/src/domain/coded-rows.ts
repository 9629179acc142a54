/** A column as numbers of its values, of which each different one is kept once. */
export type CodedColumn = {
  readonly name: string;
  /** As text: numbers with all their decimals, days in ISO form; null: a missing value. */
  readonly values: readonly (string | null)[];
  /** For each row the place of its value. */
  readonly codes: Uint32Array;
};

export type CodedRows = { readonly rows: number; readonly columns: readonly CodedColumn[] };

/** Takes values in, chunk by chunk, and numbers them as they first appear. */
export class ColumnCoder {
  private readonly numbers = new Map<string | null, number>();
  private codes = new Uint32Array(1_024);
  private length = 0;

  constructor(private readonly name: string) {}

  add(values: readonly (string | null)[]): void {
    this.reserve(this.length + values.length);
    for (const value of values) {
      this.codes[this.length] = this.numberOf(value);
      this.length += 1;
    }
  }

  coded(): CodedColumn {
    return { name: this.name, values: [...this.numbers.keys()], codes: this.codes.slice(0, this.length) };
  }

  private numberOf(value: string | null): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(value, number);
    return number;
  }

  private reserve(length: number): void {
    if (length <= this.codes.length) return;
    const larger = new Uint32Array(Math.max(length, 2 * this.codes.length));
    larger.set(this.codes);
    this.codes = larger;
  }
}
