import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '#kernel';
import type { Transaction } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import type { OpenVote } from '../../db/vote.store';
import { assertInMeeting, assertThere, membersThere, proxyFor } from '../../domain/actions/of-ballot';
import { assertSitting } from '../../domain/assembly/assembly';
import type { Ballot } from '../../domain/ballot/ballot';
import { notEntitled, notYours, severalVotes } from '../../domain/ballot/errors';
import type { Elector, MemberId } from '../../domain/electorate/elector';

/** Who would cast a vote now, and for whom, if they say so. */
type Wish = Pick<OpenVote, 'castBy' | 'castAt'> & {
  readonly memberId?: MemberId | undefined;
  /** Of which the caller is today: who left an organisation speaks for it no more, though they did when the vote opened. */
  readonly organisations: readonly OrganisationId[];
};

/** Says whose vote somebody may cast now: their own, that of a member they represent, or of one whose proxy they hold. */
@Injectable()
export class VotingRights {
  constructor(private readonly stores: GovernanceStores) {}

  /**
   * @throws BALLOT.NOT_ENTITLED, BALLOT.NOT_PRESENT, BALLOT.NOT_YOURS, BALLOT.ALREADY_VOTED, BALLOT.SEVERAL_VOTES,
   *   ASSEMBLY.NOT_SITTING
   */
  async electorOf(tx: Transaction, ballot: Ballot, wish: Wish): Promise<Elector> {
    const castBy = await this.stores.votes.castBy(tx, ballot.id, [wish.castBy]);
    const own = castBy.filter((elector) => speaksFor(wish, elector));
    const mine = own.filter(({ memberId }) => isFor(wish, memberId));
    const [elector, other] = mine;
    if (elector && other)
      throw severalVotes(
        ballot.id,
        mine.map(({ memberId }) => memberId),
      );
    if (elector) {
      if (ballot.state === 'open') await this.checkIn(tx, ballot, elector.memberId, wish);
      return elector;
    }
    const principal = wish.memberId ? await this.stores.votes.elector(tx, ballot.id, wish.memberId) : null;
    if (!principal) throw notEntitled(ballot.id);
    await this.useProxy(tx, ballot, { holders: own, principal, at: wish.castAt });
    return principal;
  }

  /**
   * The same for many who ask at once, as far as it is plain: they have one vote of their own, and in a meeting are
   * there already. What is left out takes a closer look (`electorOf`); so does a vote that is asked for twice.
   */
  async plainElectors<W extends Wish>(
    tx: Transaction,
    ballot: Ballot,
    wishes: readonly W[],
  ): Promise<(W & { readonly elector: Elector })[]> {
    const people = wishes.map(({ castBy }) => castBy);
    const electors = await this.stores.votes.castBy(tx, ballot.id, people);
    const there = await this.there(tx, ballot);
    const plain = new Map<MemberId, W & { readonly elector: Elector }>();
    for (const wish of wishes) {
      const own = electors.filter((elector) => speaksFor(wish, elector) && isFor(wish, elector.memberId));
      const [elector] = own;
      if (!elector || own.length > 1 || plain.has(elector.memberId)) continue;
      if (there?.has(elector.memberId) ?? true) plain.set(elector.memberId, { ...wish, elector });
    }
    return [...plain.values()];
  }

  /**
   * In a meeting only those who are there vote; whoever may vote from afar is there by voting. Of a secret ballot nothing
   * is entered: the time of an arrival would tell, before the count, who took part and when.
   */
  private async checkIn(tx: Transaction, ballot: Ballot, memberId: MemberId, { castBy, castAt }: Wish): Promise<void> {
    const { assemblyId } = ballot;
    if (!assemblyId) return;
    const attendances = await this.stores.meetings.attendances(tx, assemblyId);
    if (assertThere(ballot, memberId, attendances) === 'there') return;
    const assembly = await this.stores.assemblies.find(tx, assemblyId);
    assertSitting({ assembly, sittings: await this.stores.meetings.sittings(tx, assemblyId) });
    if (ballot.secrecy === 'secret') return;
    await this.stores.meetings.arrive(tx, assemblyId, { memberId, mode: 'remote', arrivedAt: castAt, by: castBy });
  }

  /** null: the ballot asks nobody to be there. */
  private async there(tx: Transaction, ballot: Ballot): Promise<ReadonlySet<MemberId> | null> {
    const { assemblyId, state } = ballot;
    if (!assemblyId || state !== 'open') return null;
    return membersThere(ballot, await this.stores.meetings.attendances(tx, assemblyId));
  }

  private async useProxy(
    tx: Transaction,
    ballot: Ballot,
    {
      holders,
      principal,
      at,
    }: { readonly holders: readonly Elector[]; readonly principal: Elector; readonly at: Date },
  ): Promise<void> {
    const { id, textHash } = ballot;
    const { assemblyId, itemId } = assertInMeeting(ballot);
    const proxies = await this.stores.meetings.proxies(tx, assemblyId);
    const there = membersThere(ballot, await this.stores.meetings.attendances(tx, assemblyId));
    const voted = await this.stores.votes.voted(tx, id, textHash, [principal.memberId]);
    const whose = { holders: holders.map(({ memberId }) => memberId), principal: principal.memberId };
    const held = proxyFor(ballot, whose, { proxies, itemId, at, there, voted });
    if (!(await this.stores.meetings.useProxy(tx, held.id))) throw notYours(id);
  }
}

const speaksFor = ({ castBy, organisations }: Wish, { voterId, memberId }: Elector): boolean =>
  voterId === castBy && (memberId === voterId || organisations.some((id) => id === memberId));

const isFor = (wish: Wish, memberId: MemberId): boolean => (wish.memberId ?? memberId) === memberId;
