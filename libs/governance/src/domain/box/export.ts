import { canonicalJson, RunningRoot, type BallotId, type Hash } from '#kernel';
import type { Verdict } from '../decision/verdict';
import type { Count } from '../voting/method';
import { countBox, overfullClass, weighClasses, type Pile, type Turnout } from './count-box';
import { boxInvalid, receiptTwice } from './errors';
import type { BoxHeader } from './header';
import { paperHead, paperLine, type Paper } from './paper';
import { recount } from './recount';

/** What is known of a ballot when it closes, apart from its papers. */
export type BoxFacts = Omit<BoxHeader, 'schema' | 'classes' | 'votes' | 'papers' | 'lotSeed' | 'root' | 'result'> & {
  /** Every class of the electorate once, also where nobody of it is present. */
  readonly turnout: readonly Turnout[];
};

/** A ballot box, closed: its public export is the header and the papers, one per line. */
export type ClosedBox = {
  readonly header: string;
  /** Sorted by receipt. */
  readonly papers: readonly string[];
  readonly root: Hash;
  readonly votes: BoxHeader['votes'];
  readonly count: Count;
  readonly verdict: Verdict;
};

/** The Merkle root over the bytes of the papers' lines, without their line ends. @see RFC 6962, section 2.1 */
export function boxRoot(papers: Iterable<string>): Hash {
  const root = new RunningRoot();
  for (const line of papers) root.add(line);
  return root.root();
}

/**
 * Closes a ballot box: sorts its papers by receipt, counts them, decides, and writes down everything that somebody needs
 * to do the same again.
 *
 * In a secret ballot receipts are random, so their order says nothing about who voted when; it is the only order the papers ever get.
 *
 * @param papers in any order; each of a class that is present
 * @throws BOX.RECEIPT_TWICE; BOX.INVALID if a recount of what would be published does not confirm it
 */
export function closeBox({ turnout, ...facts }: BoxFacts, papers: readonly Paper[]): ClosedBox {
  const sorted = papers.toSorted((a, b) => (a.receipt < b.receipt ? -1 : Number(a.receipt > b.receipt)));
  if (sorted.some(({ receipt }, i) => receipt === sorted[i + 1]?.receipt))
    throw receiptTwice(facts.ballotId as BallotId);
  const lines = sorted.map(paperLine);
  const scale = weighClasses(facts.rules.caps, turnout);
  const root = boxRoot(lines);
  const chairMarked = sorted.find(({ member }) => member !== undefined && member === facts.chair)?.marks ?? null;
  const piles = pilesOf(sorted);
  const full = overfullClass(scale.classes, piles);
  if (full !== undefined) throw boxInvalid(`the class ${full} has more papers than members present`);
  const result = countBox({ ...facts, scale, root, chairMarked }, piles);
  const header = canonicalJson({
    ...facts,
    schema: 'granaio-ballot/1',
    classes: scale.classes,
    votes: scale.votes,
    papers: lines.length,
    lotSeed: 'root',
    root,
    result,
  } satisfies BoxHeader);
  const [found] = recount([header, ...lines]).problems;
  if (found) throw boxInvalid(found.message);
  return { header, papers: lines, root, votes: scale.votes, ...result };
}

/** Whether a paper's line ends in this receipt. */
export const isPaperOf = (line: string, receipt: string): boolean => line.endsWith(`"receipt":"${receipt}"}`);

function pilesOf(papers: readonly Paper[]): readonly Pile[] {
  const piles = new Map<string, Pile>();
  for (const { class: key, marks } of papers) {
    const head = paperHead(key, marks);
    const pile = piles.get(head);
    if (pile) pile.papers += 1;
    else piles.set(head, { class: key, marks, papers: 1 });
  }
  return [...piles.values()];
}
