import { tooLarge } from '../errors';

/** Some minutes of searching. Counted and not timed, so that the same table has the same answer on every machine. */
const MOST_STEPS = 500_000_000;

/** How much was searched for the proofs of one table. */
export class Work {
  private steps = 0;

  /** @throws DISCLOSURE.TOO_LARGE */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > MOST_STEPS) throw tooLarge();
  }
}
