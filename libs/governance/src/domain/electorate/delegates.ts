import type { StatuteDocument } from '../statute/statute-document';
import type { Method, TieBreak } from '../voting/method';
import { noDelegatesHere, nobodyVotedForDelegates, notProportional, otherNumberOfDelegates } from './errors';

/**
 * How many delegates a separate assembly sends: one for every so many members or part of them.
 *
 * Rounding up is what keeps the smallest assembly at the table; one without members sends nobody.
 *
 * @param members of the separate assembly, a count ≥ 0
 * @param membersPerDelegate for how many members one delegate speaks, a count ≥ 1
 * @returns a whole number, 0 only for no members
 * @see Codice civile, art. 2540
 */
export const delegatesDue = (members: number, membersPerDelegate: number): number =>
  (members - (members % membersPerDelegate)) / membersPerDelegate + (members % membersPerDelegate === 0 ? 0 : 1);

/**
 * Whether a separate assembly elects the delegates that its members are due, by a count that represents minorities: STV,
 * unless it is only one.
 *
 * @param rules of the separate assembly's own statute
 * @param members of the separate assembly, entitled or not, a count ≥ 0
 * @throws DELEGATES.NONE_HERE, DELEGATES.OTHER_NUMBER, DELEGATES.NOT_PROPORTIONAL
 * @see Codice civile, art. 2540 co. 3
 */
export function assertDelegateElection(
  { delegates: rules }: Pick<StatuteDocument, 'delegates'>,
  members: number,
  method: Method,
): void {
  if (rules === null) throw noDelegatesHere();
  const due = delegatesDue(members, rules.membersPerDelegate);
  const seats = 'seats' in method ? method.seats : 1;
  if (seats !== due) throw otherNumberOfDelegates(due, rules.article);
  if (seats > 1 && method.kind !== 'stv') throw notProportional();
}

/** Seats by list, in the order of the lists, and each seat that was decided by lot. */
export type Apportionment = { readonly seats: readonly number[]; readonly tieBreaks: readonly TieBreak[] };

/**
 * Divides an assembly's delegates among lists in proportion to their votes, so that minorities are represented: the
 * method of largest remainders with the Hare quota.
 *
 * Each list gets the whole part of its exact share, votes × seats ÷ all votes; the seats left go to the largest
 * remainders, one each; equal remainders are decided by lot. So every list gets its share rounded down or up. Among
 * three lists or more, a larger number of seats may cost a list one (the Alabama paradox): the price of this method,
 * which is kinder to small lists than those by divisors.
 *
 * @param lists votes of each list, whole numbers ≥ 0 of any unit
 * @param seats to be divided, a whole number ≥ 0
 * @param lot all places of `lists` in the order drawn beforehand; the earlier wins a tie
 * @throws DELEGATES.NO_VOTES if no list has a vote
 * @see Codice civile, art. 2540 co. 3 (proportional representation of minorities); Balinski and Young, Fair
 *   Representation (1982)
 */
export function apportionDelegates(
  lists: readonly { readonly votes: bigint }[],
  seats: number,
  lot: readonly number[],
): Apportionment {
  const all = lists.reduce((sum, { votes }) => sum + votes, 0n);
  if (all === 0n) throw nobodyVotedForDelegates();
  const exact = lists.map(({ votes }) => votes * BigInt(seats));
  const floors = exact.map((share) => Number(share / all));
  const remainders = exact.map((share) => share % all);
  const left = seats - floors.reduce((sum, floor) => sum + floor, 0);

  const order = byLargest(remainders, lot);
  const lucky = new Set(order.slice(0, left));
  return {
    seats: floors.map((floor, list) => (lucky.has(list) ? floor + 1 : floor)),
    tieBreaks: drawn(remainders, order, left),
  };
}

/** The places of the lists, largest remainder first, equal ones in the order of the lot. */
function byLargest(remainders: readonly bigint[], lot: readonly number[]): readonly number[] {
  if (lot.length !== remainders.length || remainders.some((_, list) => !lot.includes(list))) {
    throw new RangeError('The lot does not name every list once.');
  }
  // The sort is stable, so equal remainders stay as the lot has them.
  return lot.toSorted((a, b) => {
    const difference = (remainders[b] ?? 0n) - (remainders[a] ?? 0n);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  });
}

/** The lot decided only where the last seat's remainder is also that of a list that got none. */
function drawn(remainders: readonly bigint[], order: readonly number[], left: number): readonly TieBreak[] {
  const last = remainders[order[left - 1] ?? -1];
  if (last === undefined || last !== remainders[order[left] ?? -1]) return [];
  const tied = order.filter((list) => remainders[list] === last);
  return tied
    .filter((list) => order.indexOf(list) < left)
    .map((chosen, before) => ({ among: tied.slice(before).toSorted((a, b) => a - b), chosen, by: 'lot' }));
}
