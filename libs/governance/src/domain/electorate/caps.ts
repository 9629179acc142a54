import { CATEGORIES, type Category, type StatuteDocument } from '../statute/statute-language';
import type { Share } from '../share';
import { exactShare, whole, written, type Exact } from './exact';
import type { Elector } from './elector';

export type Caps = StatuteDocument['caps'];

/** Members of one category who have equally many votes: how many votes each has, and how many members there are. */
export type VoteClass = { readonly category: Category; readonly votes: number; readonly members: number };

/** A ceiling that is exceeded at the total assumed. Numbers are exact, `100/3` if need be. */
export type BindingCap = {
  readonly cap: keyof Caps;
  readonly share: Share;
  readonly article: string;
  /** How many members it cuts. */
  readonly members: number;
  /** What it cuts: the votes of the category, after the ceiling per member; for that one, of its strongest member. */
  readonly votes: string;
  /** What it leaves of them at the total assumed. */
  readonly ceiling: string;
};

/** One step towards the total: with these ceilings binding, the uncut votes are `uncutShare` of it. */
export type CapStep = {
  readonly assumed: string;
  readonly binding: readonly BindingCap[];
  readonly uncut: string;
  readonly uncutShare: string;
  /** The new total, `uncut` ÷ `uncutShare`. */
  readonly total: string;
};

export type CappedVotes = {
  /** Each class once, by category and votes. */
  readonly classes: readonly VoteClass[];
  /** All votes before the ceilings. */
  readonly full: Exact;
  /** All votes under the ceilings: what they are shares of. */
  readonly total: Exact;
  /** How the total was found; empty if no ceiling binds. */
  readonly steps: readonly CapStep[];
  /** `noUncappedVotes`: whoever is there has nothing to be a share of, so nobody's vote weighs anything. */
  readonly finding: 'noUncappedVotes' | null;
  /** What the vote of one member weighs who has so many votes before the ceilings. */
  readonly weightOf: (category: Category, votes: number) => Exact;
};

/** A straight piece of the total as a function of the total assumed: `uncut` + `slope` × assumed. */
type Piece = { readonly uncut: Exact; readonly slope: Exact; readonly binding: readonly BindingCap[] };

const ZERO = whole(0);
const at = ({ uncut, slope }: Piece, assumed: Exact) => slope.mul(assumed).add(uncut);
const least = (a: Exact, b: Exact) => (a.lt(b) ? a : b);

/** The classes of a set of electors, for the ceilings. */
export function classesOf(electors: readonly Pick<Elector, 'category' | 'votes'>[]): readonly VoteClass[] {
  return merged(electors.map(({ category, votes }) => ({ category, votes, members: 1 })));
}

function merged(classes: readonly VoteClass[]): readonly VoteClass[] {
  const byKey = new Map<string, VoteClass>();
  for (const { category, votes, members } of classes) {
    const key = `${category} ${votes}`;
    byKey.set(key, { category, votes, members: members + (byKey.get(key)?.members ?? 0) });
  }
  return [...byKey.values()].sort(
    (a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || a.votes - b.votes,
  );
}

const votesOf = (classes: readonly VoteClass[]) =>
  whole(classes.reduce((sum, { votes, members }) => sum + BigInt(votes) * BigInt(members), 0n));
const membersOf = (classes: readonly VoteClass[]) => classes.reduce((sum, { members }) => sum + members, 0);

/** Exchange members under the ceiling per member alone. */
function perMember(cap: Caps['exchangeMember'], classes: readonly VoteClass[], assumed: Exact): Piece {
  const ceiling = cap && exactShare(cap.share).mul(assumed);
  const cut = classes.filter(({ votes }) => ceiling?.lt(votes));
  const strongest = cut.at(-1);
  if (cap === null || ceiling === null || strongest === undefined) {
    return { uncut: votesOf(classes), slope: ZERO, binding: [] };
  }
  const members = membersOf(cut);
  return {
    uncut: votesOf(classes.filter(({ votes }) => ceiling.gte(votes))),
    slope: exactShare(cap.share).mul(members),
    binding: [{ cap: 'exchangeMember', ...cap, members, votes: `${strongest.votes}`, ceiling: written(ceiling) }],
  };
}

/** A category under its own ceiling, on top of what another ceiling did to it. */
function perCategory(caps: Caps, cap: 'exchangeCategory' | 'financingCategory', category: Piece, scene: Scene): Piece {
  const rule = caps[cap];
  if (rule === null) return category;
  const ceiling = exactShare(rule.share).mul(scene.assumed);
  const votes = at(category, scene.assumed);
  if (votes.lte(ceiling)) return category;
  const bound = { cap, ...rule, members: scene.members, votes: written(votes), ceiling: written(ceiling) };
  return { uncut: ZERO, slope: exactShare(rule.share), binding: [...category.binding, bound] };
}
type Scene = { readonly assumed: Exact; readonly members: number };

type Categories = Readonly<Record<Category, readonly VoteClass[]>>;

/** The straight piece on which the total lies where so many votes are assumed. */
function pieceAt(caps: Caps, { ordinary, exchange, financing }: Categories, assumed: Exact): Piece {
  const byMutualExchange = perCategory(caps, 'exchangeCategory', perMember(caps.exchangeMember, exchange, assumed), {
    assumed,
    members: membersOf(exchange),
  });
  const byFinancing = perCategory(
    caps,
    'financingCategory',
    { uncut: votesOf(financing), slope: ZERO, binding: [] },
    { assumed, members: membersOf(financing) },
  );
  return {
    uncut: votesOf(ordinary).add(byMutualExchange.uncut).add(byFinancing.uncut),
    slope: byMutualExchange.slope.add(byFinancing.slope),
    binding: [...byMutualExchange.binding, ...byFinancing.binding],
  };
}

/**
 * The greatest total that is the sum of the votes its own ceilings leave.
 *
 * Why this ends, and exactly there. Let f(P) be the sum of votes if every ceiling is a share of P. As a sum of minima of
 * straight lines it is concave, never falls, and consists of finitely many straight pieces. We start at the full total,
 * where f(P) ≤ P, and keep that. The piece u + sP at P lies nowhere below f. So for every fixed point Q,
 * Q = f(Q) ≤ u + sQ, hence Q ≤ u ÷ (1 − s), which is our next P: none is ever jumped over, and there again f(P) ≤ P.
 * (While f(P) < P, s < 1: u is never negative, so s ≥ 1 would make f(P) ≥ P.) A ceiling that binds at one total binds
 * at every smaller one, since what it cuts falls no faster, in proportion, than the total. So the set of binding ceilings only grows; where
 * it does not, we stay on the same piece, and f(P) = P. That makes at most two steps more than there are different
 * numbers of exchange votes.
 */
function greatestTotal(caps: Caps, categories: Categories, full: Exact): { total: Exact; steps: CapStep[] } {
  const steps: CapStep[] = [];
  let assumed = full;
  for (;;) {
    const piece = pieceAt(caps, categories, assumed);
    if (at(piece, assumed).equals(assumed)) return { total: assumed, steps };
    const uncutShare = whole(1).sub(piece.slope);
    const total = piece.uncut.div(uncutShare);
    steps.push({
      assumed: written(assumed),
      binding: piece.binding,
      uncut: written(piece.uncut),
      uncutShare: written(uncutShare),
      total: written(total),
    });
    assumed = total;
  }
}

/** By how much a category is cut as a whole, all its members alike, so that it keeps its ceiling. */
function cutOf(cap: Caps['exchangeCategory'], votes: Exact, total: Exact): Exact {
  const ceiling = cap && exactShare(cap.share).mul(total);
  return ceiling === null || votes.lte(ceiling) ? whole(1) : ceiling.div(votes);
}

/**
 * Applies the ceilings on votes together: one exchange member, all exchange members and all financing members have at
 * most their shares of all votes present or represented, counted as they are after the cut.
 *
 * The surprising part: cutting votes lowers the total that the ceilings are shares of, so a third of the votes as they
 * came is too much (40 ordinary and 60 exchange votes: 100/3 of then 220/3 would be 5/11). The total is the greatest
 * that agrees with its own ceilings, found exactly (see `greatestTotal`): here 60, of which exchange has 20. With one
 * vote that no ceiling holds, it is the only positive total that does. Within a category the ceiling per member comes
 * first; what the category then still has too much is taken from all its members in proportion.
 *
 * If nobody is there to be a share of (exchange members alone, under a ceiling of 1/3), the greatest such total is 0:
 * nobody's vote weighs anything, `finding` is `noUncappedVotes`, and no resolution can pass. That is what the ceiling
 * says, for a third of the votes of an assembly cannot be all of them.
 *
 * @param present classes of those present or represented, in any order; votes of each member, a whole number ≥ 1
 * @see Codice civile, art. 2538 co. 4 (a tenth, a third), art. 2526 co. 2 (a third)
 */
export function applyCaps(caps: Caps, present: readonly VoteClass[]): CappedVotes {
  const classes = merged(present.filter(({ members }) => members > 0));
  const of = (category: Category) => classes.filter((it) => it.category === category);
  const categories = { ordinary: of('ordinary'), exchange: of('exchange'), financing: of('financing') };
  const full = votesOf(classes);
  const { total, steps } = greatestTotal(caps, categories, full);

  const exchangeVotes = at(perMember(caps.exchangeMember, categories.exchange, total), total);
  const cuts = {
    ordinary: whole(1),
    exchange: cutOf(caps.exchangeCategory, exchangeVotes, total),
    financing: cutOf(caps.financingCategory, votesOf(categories.financing), total),
  };
  const most = caps.exchangeMember && exactShare(caps.exchangeMember.share).mul(total);
  const weightOf = (category: Category, votes: number) => {
    const held = category === 'exchange' && most !== null ? least(whole(votes), most) : whole(votes);
    return held.mul(cuts[category]);
  };
  const finding = total.equals(0) && !full.equals(0) ? 'noUncappedVotes' : null;
  return { classes, full, total, steps, finding, weightOf };
}

/** The same weights as whole numbers of a unit: one vote is `perVote` units, the smallest number that makes all whole. */
export type VoteUnits = {
  readonly perVote: bigint;
  readonly total: bigint;
  readonly weightOf: (category: Category, votes: number) => bigint;
};

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/**
 * Expresses capped votes in whole units, in which tallies count.
 *
 * @returns weights of the classes that were present only: `weightOf` throws a RangeError for any other, for it need not
 *   be whole in this unit
 */
export function unitsOf({ classes, total, weightOf }: CappedVotes): VoteUnits {
  const weights = new Map(classes.map((it) => [`${it.category} ${it.votes}`, weightOf(it.category, it.votes)]));
  const perVote = [...weights.values()].reduce((unit, { d }) => (unit / gcd(unit, d)) * d, 1n);
  const units = ({ n, d }: Exact) => (n * perVote) / d;
  return {
    perVote,
    total: units(total),
    weightOf: (category, votes) => {
      const weight = weights.get(`${category} ${votes}`);
      if (weight === undefined) throw new RangeError(`Nobody present is ${category} with ${votes} votes.`);
      return units(weight);
    },
  };
}
