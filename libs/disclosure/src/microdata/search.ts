import type { Lattice, Node } from './lattice';

/** What is known of a node when its rows have been grouped. */
export type Verdict = {
  /** Whether it may be released. */
  readonly safe: boolean;
  /** That it may not, and nothing finer may: for a reason that no finer choice removes. */
  readonly ruledOut: boolean;
  /** What it loses; Infinity unless safe. */
  readonly loss: number;
};

export type Question = {
  /** The least that a node can lose; never more than that of a coarser one. */
  readonly bound: (node: Node) => number;
  readonly judge: (node: Node) => Verdict;
};

export type Found = { readonly node: Node; readonly loss: number; readonly judged: number };

const UNKNOWN = 0;
const POSSIBLE = 1;
const RULED_OUT = 2;

/**
 * Finds the safe node that loses least; of several, the one with the lowest number. First chains from fine to coarse are
 * halved to find where nodes stop being ruled out, and each answer is told to all that are coarser or finer. Then what
 * is left is looked at in the order of what it must lose at least, until that is more than the best that was found.
 *
 * @returns undefined if no node is safe
 * @see El Emam et al. (2009), A Globally Optimal k-Anonymity Method for the De-Identification of Health Data
 * @see Kohlmayer, Prasser et al. (2012), Flash: Efficient, Stable and Optimal K-Anonymity
 */
export function leastLoss(lattice: Lattice, question: Question): Found | undefined {
  return new Search(lattice, question).run();
}

class Search {
  private readonly tags: Uint8Array;
  private readonly judged: Uint8Array;
  private readonly bounds: Float64Array;
  private best: Node | undefined;
  private least = Infinity;
  private count = 0;

  constructor(
    private readonly lattice: Lattice,
    private readonly question: Question,
  ) {
    this.tags = new Uint8Array(lattice.size);
    this.judged = new Uint8Array(lattice.size);
    this.bounds = Float64Array.from({ length: lattice.size }, (_, node) => question.bound(node));
  }

  run(): Found | undefined {
    const ascending = Uint32Array.from(this.bounds.keys()).sort(
      (one, other) => (this.bounds[one] as number) - (this.bounds[other] as number) || one - other,
    );
    for (const node of ascending) this.halve(this.chainFrom(node));
    for (const node of ascending) {
      if (this.hopeless(node)) break;
      if (this.tags[node] !== RULED_OUT && this.judged[node] === 0) this.judge(node);
    }
    return this.best === undefined ? undefined : { node: this.best, loss: this.least, judged: this.count };
  }

  private hopeless(node: Node): boolean {
    return (this.bounds[node] as number) > this.least;
  }

  /** Ever coarser nodes of which nothing is known yet, as long as they may be better than the best. */
  private chainFrom(start: Node): Node[] {
    const chain: Node[] = [];
    let next: Node | undefined = start;
    const open = (node: Node) => this.tags[node] === UNKNOWN && !this.hopeless(node);
    while (next !== undefined && open(next)) {
      chain.push(next);
      next = this.lattice.above(next).find(open);
    }
    return chain;
  }

  private halve(chain: readonly Node[]): void {
    let [low, high] = [0, chain.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const node = chain[middle] as Node;
      if (this.judge(node).ruledOut) {
        this.spread(node, RULED_OUT);
        low = middle + 1;
      } else {
        this.spread(node, POSSIBLE);
        high = middle - 1;
      }
    }
  }

  /** What is ruled out rules out all that is finer; what is not leaves all that is coarser possible. */
  private spread(from: Node, tag: typeof POSSIBLE | typeof RULED_OUT): void {
    const waiting = [from];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (this.tags[node] === tag) continue;
      this.tags[node] = tag;
      waiting.push(...(tag === RULED_OUT ? this.lattice.below(node) : this.lattice.above(node)));
    }
  }

  private judge(node: Node): Verdict {
    this.count += 1;
    this.judged[node] = 1;
    const verdict = this.question.judge(node);
    if (verdict.safe && this.isBetter(node, verdict.loss)) {
      this.best = node;
      this.least = verdict.loss;
    }
    return verdict;
  }

  private isBetter(node: Node, loss: number): boolean {
    return loss < this.least || (loss === this.least && node < (this.best ?? Infinity));
  }
}
