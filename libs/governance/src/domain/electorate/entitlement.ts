import { addDays, type CivilDay } from '../statute/calendar';
import { CATEGORIES, type PluralVotes, type StatuteDocument } from '../statute/statute-language';
import type { Candidate, Elector, Exclusion, ExclusionReason, MemberId } from './elector';

/** Ids by code unit, not by locale, so that every server writes the same electorate. */
export const byMemberId = (a: { readonly memberId: MemberId }, b: { readonly memberId: MemberId }): number =>
  compare(a.memberId, b.memberId);

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

type VotingRules = Pick<StatuteDocument, 'voters' | 'votes'>;

/** The rule by which this member has more than one vote; a member's category has one rule and never borrows another's. */
function pluralVotes({ votes }: VotingRules, { category, isLegalPerson }: Candidate): PluralVotes | null {
  if (category === 'exchange') return votes.exchange;
  if (category === 'financing') return votes.financing;
  return isLegalPerson ? votes.legalPersons : null;
}

/**
 * How many votes a member has before any ceiling: one, and one more for every whole `unitsPerVote` of the basis its
 * category's rule names, up to `maxVotes`.
 *
 * Only ordinary members that are legal persons vote by the rule for legal persons: the law gives it to cooperating
 * members, while financing members have theirs from art. 2526 and exchange members from art. 2538 co. 4.
 *
 * @returns a whole number ≥ 1
 * @see Codice civile, art. 2526, 2538 co. 2-4
 */
function votesOf(statute: VotingRules, candidate: Candidate): number {
  const rule = pluralVotes(statute, candidate);
  if (rule === null) return 1;
  const units = Math.max(0, candidate[rule.basis]);
  // Taking the rest off first keeps the division whole, where a quotient of large numbers would round up.
  const more = (units - (units % rule.unitsPerVote)) / rule.unitsPerVote;
  return Math.min(1 + more, rule.maxVotes);
}

type Admission = { readonly elector: Elector } | { readonly reason: ExclusionReason };

function admit(statute: VotingRules, candidate: Candidate, lastJoining: CivilDay): Admission {
  const { voters } = statute;
  const { memberId, voterId, category, sectionId } = candidate;
  if (candidate.memberSince > lastJoining) return { reason: 'tooNew' };
  if (candidate.isSuspended && voters.suspended === 'excluded') return { reason: 'suspended' };
  if (candidate.isInArrears && voters.inArrears === 'excluded') return { reason: 'inArrears' };
  if (voterId === null) return { reason: 'noRepresentative' };
  return { elector: { memberId, voterId, category, votes: votesOf(statute, candidate), sectionId } };
}

/** By member, then a total order of what its entries may differ in: the same one is taken whatever their order. */
const byMemberThenStanding = (a: Candidate, b: Candidate) =>
  byMemberId(a, b) ||
  compare(a.memberSince, b.memberSince) ||
  compare(CATEGORIES.indexOf(a.category), CATEGORIES.indexOf(b.category)) ||
  compare(JSON.stringify(entry(a)), JSON.stringify(entry(b)));

const entry = (it: Candidate) => [
  [it.voterId, it.sectionId, it.isLegalPerson, it.isSuspended, it.isInArrears],
  [it.shares, it.ownMembers, it.exchange],
];

/**
 * Decides who is entitled to vote on a day, with how many votes, and who is not and why.
 *
 * Who joined exactly `minDays` civil days before may vote. A member entered several times (in two affiliated
 * organisations, say) is one elector and its votes are never summed: its longest-standing entry that may vote is taken,
 * and it is excluded only if none may. An excluded member is listed once, with the first reason of its
 * longest-standing entry.
 *
 * @param day the civil day of the vote in the body's time zone, `2026-11-22`
 * @returns both lists ascending by `memberId`, so that an electorate has one writing, and one hash
 * @see Codice civile, art. 2538 co. 1-4, 2526
 */
export function entitle(
  statute: VotingRules,
  candidates: readonly Candidate[],
  day: CivilDay,
): { readonly electors: readonly Elector[]; readonly excluded: readonly Exclusion[] } {
  const lastJoining = addDays(day, -statute.voters.minDays);
  const electors = new Map<MemberId, Elector>();
  const excluded = new Map<MemberId, Exclusion>();
  for (const candidate of candidates.toSorted(byMemberThenStanding)) {
    const { memberId } = candidate;
    if (electors.has(memberId)) continue;
    const admission = admit(statute, candidate, lastJoining);
    if ('elector' in admission) {
      electors.set(memberId, admission.elector);
      excluded.delete(memberId);
    } else if (!excluded.has(memberId)) {
      excluded.set(memberId, { memberId, reason: admission.reason, article: statute.voters.article });
    }
  }
  return { electors: [...electors.values()], excluded: [...excluded.values()] };
}
