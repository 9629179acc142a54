import type { Queryable } from '#platform';
import type { ProposalFacts } from '../../db/action-facts.store';
import type { GovernanceStores } from '../../db/governance.stores';
import type { AgendaItem, Meeting } from '../../domain/assembly/assembly';
import type { ItemFacts } from '../../domain/assembly/legality-items';
import type { Ballot } from '../../domain/ballot/ballot';
import { leavesOpen } from '../../domain/ballot/draft-ballot';
import { classesOf } from '../../domain/electorate/caps';
import { withoutConflicted } from '../../domain/electorate/conflicts';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import { whole } from '../../domain/electorate/exact';
import { presenceAt, presenceVotes } from '../../domain/electorate/presence';
import { matterOf } from '../../domain/motion/motion';
import type { StatuteDocument } from '../../domain/statute/statute-document';

/** An assembly at a moment. */
export type Room = {
  readonly meeting: Meeting;
  readonly statute: StatuteDocument;
  /** Entitled to vote in it, whatever the item. */
  readonly electors: readonly Elector[];
  readonly now: Date;
};
type Item = {
  readonly item: AgendaItem;
  readonly proposal: ProposalFacts;
  /** The round in which it is being voted on, or was decided; null: it is still, or again, to be put to the vote. */
  readonly put: Ballot | null;
  /** Who declared a conflict of interests. */
  readonly declared: readonly MemberId[];
  readonly electors: readonly Elector[];
};

/** What is known of the items of an agenda; of votes nothing, until they are counted. */
export async function itemFacts(stores: GovernanceStores, on: Queryable, room: Room): Promise<ItemFacts[]> {
  const { items } = room.meeting;
  const ids = items.map(({ proposalId }) => proposalId);
  const proposals = new Map((await stores.actionFacts.proposals(on, ids)).map((it) => [it.id, it]));
  const latest = new Map((await stores.ballots.among(on, { proposals: ids })).map((it) => [it.proposalId, it]));
  const facts: ItemFacts[] = [];
  for (const item of items) {
    const [proposal, last] = [proposals.get(item.proposalId), latest.get(item.proposalId)];
    if (!proposal) continue;
    const put = last && last.state !== 'announced' && !leavesOpen(last) ? last : null;
    const declared = (await stores.meetings.conflicts(on, item.proposalId)).map(({ memberId }) => memberId);
    const electors = put
      ? await stores.votes.electors(on, put.id)
      : withoutConflicted(room.statute, room.electors, declared).electors;
    facts.push(factsOf(room, { item, proposal, put, declared, electors }));
  }
  return facts;
}

function factsOf(room: Room, it: Item): ItemFacts {
  const { item, proposal, put, electors } = it;
  const matter = matterOf(proposal);
  const rules = room.statute.matters[matter];
  const isRemote = put?.rules.remote ?? rules.remote;
  return {
    ...{ number: item.place, matter, isRemote, electorate: electors.length },
    ...(put && { call: put.rules.callNumber }),
    votes: votesOf(room, it, isRemote),
    mayHaveMore: isRemote && room.meeting.assembly.convenedAt !== null && !isCounted(it),
    ...textsOf(room, it),
    isSecret: (put?.secrecy ?? rules.secrecy) === 'secret',
    classes: classesOf(electors).map(({ votes, members }) => ({ key: `${votes}`, members })),
    conflicts: conflictsOf(it),
  };
}

const isCounted = ({ put }: Item) => put?.state === 'closed';

/** Before there is a notice there is no other text that it could have had. */
const textsOf = ({ meeting: { assembly } }: Room, { item, proposal: { hash }, put }: Item) => ({
  noticeHash: assembly.state === 'draft' ? hash : item.noticeHash,
  frozenHash: hash,
  ballotHash: put?.textHash ?? null,
});

/** Votes present, under the ceilings: as they were counted, or else of who is there and whom they represent. */
function votesOf({ meeting, statute, now }: Room, { item, proposal, put, electors }: Item, isRemoteAllowed: boolean) {
  if (put?.result) {
    const { entitled, present } = put.result;
    return { entitled: whole(0).add(entitled), present: whole(0).add(present) };
  }
  const { attendances, proxies } = meeting;
  const { present } = presenceAt(
    { itemId: item.id, textHash: proposal.hash, at: now, isRemoteAllowed },
    { electors, attendances, proxies, advanceVotes: [] },
  );
  const votes = presenceVotes(electors, present, put?.rules.caps ?? statute.caps);
  return { entitled: votes.entitled.total, present: votes.present.total };
}

/** Whoever puts an item to the vote has asked; before that, somebody's declaring shows that it was asked. */
function conflictsOf({ declared, electors, put }: Item): ItemFacts['conflicts'] {
  if (!put && declared.length === 0) return null;
  const entitled = new Set(electors.map(({ memberId }) => memberId));
  return { declared: declared.length, stillEntitled: declared.filter((id) => entitled.has(id)).length };
}
