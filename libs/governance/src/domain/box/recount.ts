import { canonicalJson, sha256, type Hash } from '#kernel';
import type { Verdict } from '../decision/verdict';
import type { Count } from '../voting/method';
import { countBox, overfullClass, weighClasses } from './count-box';
import { MAX_LINE_CHARACTERS, parseHeader, type BoxHeader } from './header';
import { PaperPile } from './paper-pile';
import { problem, problemOn, type Problem } from './problems';

export { MAX_LINE_CHARACTERS } from './header';

type Result = { readonly count: Count; readonly verdict: Verdict };

/** What a recount found. It confirms the published result if and only if there are no problems. */
export type Recount = {
  /** null if it could not be read. */
  readonly header: BoxHeader | null;
  /** SHA-256 of the header's line: with the root it says, this pins every byte of the file. */
  readonly headerHash: Hash | null;
  /** Papers that were read, and the root over them; null if nothing could be read. */
  readonly papers: number;
  readonly root: Hash | null;
  /** null if the papers that were read cannot be counted. */
  readonly result: Result | null;
  readonly problems: readonly Problem[];
};

/**
 * Counts an exported ballot again, from nothing but its text: root, weights, count and verdict, and compares them with what
 * the header says.
 *
 * Lines are read once and not kept, so the number of papers is not limited by memory as long as they are marked alike. The
 * text may be hostile: whatever it is, the answer is a recount with its problems, never an exception.
 *
 * That the file is consistent does not say that it is the right one: whoever rewrote all of it can make it so. Compare the
 * root with the one in the minutes.
 *
 * @param lines without their line ends, the header first
 * @see EXPORT.md in this lib, the format
 */
export function recount(lines: Iterable<string>): Recount {
  let pile: PaperPile | undefined;
  for (const line of lines) {
    if (pile) {
      pile.add(line);
      if (pile.isGivenUp) break;
      continue;
    }
    const parsed = readHeader(line);
    if (!('header' in parsed)) return unread(parsed.problem);
    pile = new PaperPile(parsed.header);
  }
  return pile
    ? judge(pile)
    : unread(problem('FILE.EMPTY', 'The file is empty; an exported ballot begins with a header.'));
}

const unread = (found: Problem): Recount => ({
  header: null,
  headerHash: null,
  papers: 0,
  root: null,
  result: null,
  problems: [found],
});

function readHeader(line: string): { readonly header: BoxHeader } | { readonly problem: Problem } {
  if (line.length > MAX_LINE_CHARACTERS) {
    return { problem: problemOn(1, 'LINE.TOO_LONG', 'it is longer than any header of a ballot.') };
  }
  const parsed = parseHeader(line);
  if ('header' in parsed) return parsed;
  return { problem: problemOn(1, parsed.problem, `this is not the header of an exported ballot: ${parsed.why}.`) };
}

/** Compares what was read with what the header says. */
function judge(pile: PaperPile): Recount {
  const { header, problems } = pile;
  const headerHash = sha256(canonicalJson(header));
  if (pile.isGivenUp) {
    const stopped = problem('FILE.GIVEN_UP', `Nothing was read after line ${pile.count + 1}, so nothing was counted.`);
    return { header, headerHash, papers: pile.count, root: null, result: null, problems: [...problems, stopped] };
  }
  const root = pile.root();
  const scale = weighClasses(header.rules.caps, header.classes);
  const full = overfullClass(scale.classes, pile.piles());
  const box = { ...header, scale, root, chairMarked: pile.chairMarked };
  const result = full === undefined ? countBox(box, pile.piles()) : null;
  const found = [
    ...problems,
    ...numberDiffers(pile.count, header.papers),
    ...(root === header.root ? [] : [rootDiffers(root, header.root)]),
    ...(saysTheSame(header, scale) ? [] : [WEIGHTS_DIFFER]),
    ...(full === undefined
      ? []
      : [problem('CLASS.TOO_MANY', `There are more papers of the class ${full} than members of it present.`)]),
    ...(result ? differences(result, header.result) : []),
  ];
  return { header, headerHash, papers: pile.count, root, result, problems: found };
}

const saysTheSame = (header: BoxHeader, { classes, votes }: Pick<BoxHeader, 'classes' | 'votes'>): boolean =>
  canonicalJson([header.classes, header.votes]) === canonicalJson([classes, votes]);

const WEIGHTS_DIFFER = problem(
  'WEIGHTS.DIFFER',
  'What papers weigh, or how many votes are entitled and present, does not follow from the members and ceilings in the header.',
);

const rootDiffers = (root: Hash, published: Hash) =>
  problem(
    'ROOT.DIFFERS',
    `The papers have the root ${root}, the header says ${published}: a paper was changed, added or taken away.`,
  );

function numberDiffers(papers: number, published: number): Problem[] {
  const message = `There are ${papers} papers, the header says ${published}`;
  if (papers < published)
    return [problem('PAPERS.MISSING', `${message}: the file was cut short, or papers were taken away.`)];
  return papers > published ? [problem('PAPERS.TOO_MANY', `${message}: papers were added.`)] : [];
}

function differences({ count, verdict }: Result, published: BoxHeader['result']): Problem[] {
  return [
    ...(substance(count) === substance(published.count)
      ? []
      : [problem('COUNT.DIFFERS', 'The papers give another count than the header says.')]),
    ...(substance(verdict) === substance(published.verdict)
      ? []
      : [
          problem(
            'VERDICT.DIFFERS',
            `By these papers and rules the outcome is “${verdict.outcome}”; the header says something else, or by other tests.`,
          ),
        ]),
  ];
}

/** Sentences may be worded better one day without any result being another. */
const WORDING = new Set(['rule', 'reason', 'by']);

/** A result without what explains it. */
const substance = (result: object): string =>
  canonicalJson(JSON.parse(JSON.stringify(result), (key, value: unknown) => (WORDING.has(key) ? undefined : value)));
