import { applyCaps, classesOf, type CappedVotes, type Caps } from './caps';
import type { Elector, MemberId } from './elector';
import { byMemberId } from './entitlement';
import { isInForce, type Proxy } from './proxies';

/** One stay of a member, in person or through its representative; a member who leaves and returns has several. */
export type Attendance = {
  readonly memberId: MemberId;
  readonly mode: 'room' | 'remote';
  readonly arrivedAt: Date;
  /** null: still there. */
  readonly leftAt: Date | null;
};

/** A vote sent before the meeting, on the text of the notice. */
export type AdvanceVote = {
  readonly memberId: MemberId;
  readonly itemId: string;
  /** Hash of the text that was voted on. */
  readonly textHash: string;
};

/** What is known of a meeting when one of its items is to be voted on. */
export type MeetingRecord = {
  /** Entitled to vote on this item; where the statute excludes conflicts, without those who declared one. */
  readonly electors: readonly Elector[];
  readonly attendances: readonly Attendance[];
  readonly proxies: readonly Proxy[];
  readonly advanceVotes: readonly AdvanceVote[];
};

/** An item as it is put to the vote, and when. */
export type ItemMoment = {
  readonly itemId: string;
  /** Hash of the text that is put to the vote. */
  readonly textHash: string;
  readonly at: Date;
  /** Whether the statute lets votes on this matter come from afar. */
  readonly isRemoteAllowed: boolean;
};

export type PresentMember = {
  readonly memberId: MemberId;
  readonly how: 'room' | 'remote' | 'represented' | 'advance';
  /** Who holds its proxy, where it is represented. */
  readonly by: MemberId | null;
};

/** What somebody did to be counted and that does not count, and why. */
export type Disregarded = {
  readonly memberId: MemberId;
  readonly what: 'attendance' | 'proxy' | 'advanceVote';
  readonly reason: 'notEntitled' | 'remoteNotAllowed' | 'holderAbsent' | 'anotherText';
};
export type Presence = { readonly present: readonly PresentMember[]; readonly disregarded: readonly Disregarded[] };

type Claim = PresentMember & Pick<Disregarded, 'what'> & { readonly doubt: Disregarded['reason'] | null };

/** Nearest first: who is there itself is not also represented. */
const NEARNESS: readonly PresentMember['how'][] = ['room', 'remote', 'represented', 'advance'];

const byHolder = (a: Claim, b: Claim) => ((a.by ?? '') < (b.by ?? '') ? -1 : 1);

const attended = ({ at, isRemoteAllowed }: ItemMoment, attendances: readonly Attendance[]): Claim[] =>
  attendances
    .filter(({ arrivedAt, leftAt }) => arrivedAt <= at && (leftAt === null || leftAt > at))
    .map(({ memberId, mode }) => {
      const doubt = mode === 'remote' && !isRemoteAllowed ? ('remoteNotAllowed' as const) : null;
      return { memberId, how: mode, by: null, what: 'attendance', doubt };
    });

const represented = (item: ItemMoment, proxies: readonly Proxy[], there: ReadonlySet<MemberId>): Claim[] =>
  proxies
    .filter((proxy) => isInForce(proxy, item.itemId, item.at))
    .map(({ principalId, holderId }) => {
      const doubt = there.has(holderId) ? null : ('holderAbsent' as const);
      return { memberId: principalId, how: 'represented', by: holderId, what: 'proxy', doubt };
    });

const votedAhead = (item: ItemMoment, votes: readonly AdvanceVote[]): Claim[] =>
  votes
    .filter(({ itemId }) => itemId === item.itemId)
    .map(({ memberId, textHash }) => {
      const isSame = textHash === item.textHash;
      const doubt = !item.isRemoteAllowed ? ('remoteNotAllowed' as const) : isSame ? null : ('anotherText' as const);
      return { memberId, how: 'advance', by: null, what: 'advanceVote', doubt };
    });

/**
 * Decides who counts as present or represented when an item is put to the vote, each member once and as it is nearest:
 * in the room, remote, represented, by a vote in advance.
 *
 * A vote in advance on another text than the one put to the vote counts for nothing, not even for the constitution of
 * the assembly. A holder represents others only while it is there itself and entitled on this item: if a conflict
 * excludes it, its principals are not represented either; and a member excluded is not present through a proxy. A stay
 * counts from its arrival until, but not at, its leaving.
 *
 * @returns `present` ascending by `memberId`; `disregarded` what was meant to count and does not, for the minutes, also of
 *   members who are present in another way
 * @see Codice civile, art. 2538 co. 6 (votes from afar), art. 2539 and 2372 (proxies)
 */
export function presenceAt(item: ItemMoment, record: MeetingRecord): Presence {
  const entitled = new Set(record.electors.map(({ memberId }) => memberId));
  const judged = (claim: Claim): Claim => (entitled.has(claim.memberId) ? claim : { ...claim, doubt: 'notEntitled' });

  const attendances = attended(item, record.attendances).map(judged);
  const there = new Set(attendances.filter(({ doubt }) => doubt === null).map(({ memberId }) => memberId));
  const claims = [
    ...attendances,
    ...represented(item, record.proxies, there).map(judged),
    ...votedAhead(item, record.advanceVotes).map(judged),
  ].sort((a, b) => byMemberId(a, b) || NEARNESS.indexOf(a.how) - NEARNESS.indexOf(b.how) || byHolder(a, b));

  const present = new Map<MemberId, PresentMember>();
  const disregarded: Disregarded[] = [];
  for (const { memberId, how, by, what, doubt } of claims) {
    if (doubt !== null) disregarded.push({ memberId, what, reason: doubt });
    else if (!present.has(memberId)) present.set(memberId, { memberId, how, by });
  }
  return { present: [...present.values()], disregarded };
}

/**
 * The votes entitled and the votes present, each under the ceilings of the statute.
 *
 * The ceilings on the votes entitled are computed as if everybody came, so that a quorum compares like with like; the
 * votes present never outnumber them.
 *
 * @param present members who count as present or represented; who is not among the `electors` is left out
 * @returns `total` of each is the exact number of votes; `weightOf` of `present` is what a vote on the item weighs
 * @see Codice civile, art. 2538 co. 5 (quorums are counted in the votes that members have)
 */
export function presenceVotes(
  electors: readonly Elector[],
  present: readonly Pick<PresentMember, 'memberId'>[],
  caps: Caps,
): { readonly entitled: CappedVotes; readonly present: CappedVotes } {
  const there = new Set(present.map(({ memberId }) => memberId));
  return {
    entitled: applyCaps(caps, classesOf(electors)),
    present: applyCaps(caps, classesOf(electors.filter(({ memberId }) => there.has(memberId)))),
  };
}
