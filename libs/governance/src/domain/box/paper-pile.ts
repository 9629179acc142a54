import { CommonsError, RunningRoot, type Hash } from '#kernel';
import type { Marks } from '../voting/method';
import type { Pile } from './count-box';
import { MAX_OPTIONS, type BoxHeader } from './header';
import { longestPaper, paperHead } from './paper';
import { faultOf, hasKeys, isMember, jsonOf, marksOf, type Fault, type PaperRules } from './paper-fault';
import { problemOn, type Problem } from './problems';
import { isReceipt } from './receipt';

/** After so many damaged lines it is known that the file is damaged. */
const MAX_PROBLEMS = 20;
/** Papers that are marked alike are parsed once, as long as there are not more different ones than this. */
const MAX_HEADS = 10_000;

const RECEIPT_KEY = ',"receipt":"';
const MEMBER_KEY = ',"member":"';

/** A line in its parts: what counts of it, and its receipt, which in an open ballot is the member. */
type Parts = { readonly head: string; readonly receipt: string };

/**
 * Takes the lines of papers one by one, as they stand in an exported ballot, and keeps what has to be known of them: the
 * root so far, the piles of papers marked alike, and what is wrong.
 *
 * A canonical line begins with all that counts (class, marks) and ends with what is different on every paper (member,
 * receipt). So the beginning is looked up, and parsed only where it has not been seen yet.
 */
export class PaperPile {
  readonly problems: Problem[] = [];
  /** What the chair marked, if its paper has passed. */
  chairMarked: Marks | null = null;
  readonly #root = new RunningRoot();
  readonly #heads = new Map<string, Pile>();
  readonly #loose: Pile[] = [];
  readonly #rules: PaperRules;
  readonly #longest: number;
  #lines = 0;
  #isUnreadable = false;
  #last = '';

  constructor(readonly header: BoxHeader) {
    const { method, options, classes, secrecy } = header;
    const keys = new Set(classes.map(({ key }) => key));
    this.#rules = { method, optionCount: options.length, isOpen: secrecy === 'open', classes: keys };
    this.#longest = longestPaper(method, options.length);
  }

  /** Lines so far, damaged ones included. */
  get count(): number {
    return this.#lines;
  }

  /** Whether reading on makes no sense: what follows would be read wrongly, or enough is known to be wrong. */
  get isGivenUp(): boolean {
    return this.#isUnreadable || this.problems.length >= MAX_PROBLEMS;
  }

  root(): Hash {
    return this.#root.root();
  }

  *piles(): Generator<Pile> {
    yield* this.#heads.values();
    yield* this.#loose;
  }

  add(line: string): void {
    this.#lines += 1;
    if (line.length > this.#longest) {
      this.#isUnreadable = true;
      this.#note([
        'LINE.TOO_LONG',
        `it has more than the ${this.#longest} characters that papers of this ballot can have.`,
      ]);
      return;
    }
    this.#root.add(line);
    const parts = this.#partsOf(line);
    const pile = parts && (this.#heads.get(parts.head) ?? this.#newPile(parts.head));
    if (!pile) {
      this.#note(faultOf(line, this.#rules));
      return;
    }
    pile.papers += 1;
    this.#checkOrder(parts.receipt);
    if (parts.receipt === this.header.chair) this.chairMarked = pile.marks;
  }

  /** Nothing if the line does not even look like a paper of this ballot. */
  #partsOf(line: string): Parts | undefined {
    const { isOpen } = this.#rules;
    const at = line.lastIndexOf(RECEIPT_KEY);
    const receipt = line.slice(at + RECEIPT_KEY.length, -2);
    if (at < 0 || !line.endsWith('"}') || !(isOpen ? isMember : isReceipt)(receipt)) return undefined;
    if (!isOpen) return { head: line.slice(0, at), receipt };
    const member = `${MEMBER_KEY}${receipt}"`;
    const headEnds = at - member.length;
    return line.startsWith(member, headEnds) ? { head: line.slice(0, headEnds), receipt } : undefined;
  }

  /** Nothing if no paper of this ballot begins so. */
  #newPile(head: string): Pile | undefined {
    const paper = jsonOf(`${head}}`);
    if (!hasKeys(paper, ['class', 'marks'])) return undefined;
    const { class: key } = paper;
    const marks = marksOf(this.#rules, paper.marks);
    if (marks instanceof CommonsError || typeof key !== 'string' || !this.#rules.classes.has(key)) return undefined;
    if (paperHead(key, marks) !== head) return undefined;
    const pile = { class: key, marks: slim(marks), papers: 0 };
    if (this.#heads.size < MAX_HEADS) this.#heads.set(head, pile);
    else this.#loose.push(pile);
    return pile;
  }

  #checkOrder(receipt: string): void {
    if (receipt === this.#last) {
      this.#note(['RECEIPT.TWICE', `“${receipt}” is the receipt of the paper before, too: one of them is a copy.`]);
    } else if (receipt < this.#last) {
      this.#note([
        'ORDER.WRONG',
        'papers are sorted by receipt, and this one belongs before the last; they were moved.',
      ]);
    }
    this.#last = receipt;
  }

  /** The header is line 1. */
  #note([code, why]: Fault): void {
    this.problems.push(problemOn(this.#lines + 1, code, why));
  }
}

const SINGLES: readonly (readonly number[])[] = Array.from({ length: MAX_OPTIONS }, (_, option) => [option]);

/** The same marks with one list for each place that all papers share: a tenth of the memory for a million rankings. */
function slim(marks: Marks): Marks {
  if (typeof marks !== 'object' || !('ranking' in marks)) return marks;
  return { ranking: marks.ranking.map((group) => (group.length === 1 ? (SINGLES[group[0] ?? 0] ?? group) : group)) };
}
