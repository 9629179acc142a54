/**
 * How many linear programs may still be asked: a number in all, and a number in a row without gain. Counted, never
 * timed, so that the pattern is the same on every machine.
 */
export class Allowance {
  private inVain = 0;

  constructor(
    private left: number,
    private readonly patience: number,
  ) {}

  get isSpent(): boolean {
    return this.left <= 0 || this.inVain >= this.patience;
  }

  /** Counts one question, and whether its answer was of use. */
  spend(isUseful: boolean): void {
    this.left -= 1;
    this.inVain = isUseful ? 0 : this.inVain + 1;
  }
}
