import type { StatuteDocument } from '../statute/statute-document';
import type { Method } from '../voting/method';
import { noDelegatesHere, notProportional, otherNumberOfDelegates } from './errors';

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
