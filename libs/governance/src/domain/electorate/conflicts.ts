import type { StatuteDocument } from '../statute/statute-document';
import type { Elector, Exclusion, MemberId } from './elector';
import { byMemberId } from './entitlement';

/**
 * Applies declared conflicts of interest to the electorate of one item.
 *
 * Where the statute excludes them, the member leaves the vote and every base of it: it casts nothing, neither itself nor
 * through a proxy, and nobody's quorum or majority counts it. Where the statute only has conflicts declared, the
 * electorate stays as it is and the declaration is for the minutes. What is declared for somebody who is no elector
 * changes nothing.
 *
 * @param electors entitled to vote, in any order; the order is kept
 * @param declared the members who declared a conflict on this item
 * @returns the electors who remain, and those excluded, ascending by `memberId`
 * @see Codice civile, art. 2373, 2391
 */
export function withoutConflicted(
  statute: Pick<StatuteDocument, 'conflicts'>,
  electors: readonly Elector[],
  declared: readonly MemberId[],
): { readonly electors: readonly Elector[]; readonly excluded: readonly Exclusion[] } {
  const { rule, article } = statute.conflicts;
  if (rule === 'declared') return { electors, excluded: [] };
  const conflicted = new Set(declared);
  return {
    electors: electors.filter(({ memberId }) => !conflicted.has(memberId)),
    excluded: electors
      .filter(({ memberId }) => conflicted.has(memberId))
      .map(({ memberId }) => ({ memberId, reason: 'conflict' as const, article }))
      .sort(byMemberId),
  };
}
