import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { GovernanceStores } from '../db/governance.stores';
import { assertInMeeting, assertThere, membersThere, proxyFor } from '../domain/actions/of-ballot';
import { assertSitting } from '../domain/assembly/assembly';
import type { Ballot } from '../domain/ballot/ballot';
import { notEntitled, severalVotes } from '../domain/ballot/errors';
import type { Elector, MemberId } from '../domain/electorate/elector';

type Wish = { readonly person: PersonId; readonly memberId: MemberId | undefined; readonly at: Date };

/** Says whose vote somebody may cast now: their own, that of a member they represent, or of one whose proxy they hold. */
@Injectable()
export class VotingRights {
  constructor(private readonly stores: GovernanceStores) {}

  /**
   * @throws BALLOT.NOT_ENTITLED, BALLOT.NOT_PRESENT, BALLOT.NOT_YOURS, BALLOT.ALREADY_VOTED, BALLOT.SEVERAL_VOTES,
   *   ASSEMBLY.NOT_SITTING
   */
  async electorOf(tx: Transaction, ballot: Ballot, wish: Wish): Promise<Elector> {
    const own = await this.stores.votes.castBy(tx, ballot.id, wish.person);
    const mine = wish.memberId === undefined ? own : own.filter(({ memberId }) => memberId === wish.memberId);
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
    await this.useProxy(tx, ballot, { holders: own, principal, at: wish.at });
    return principal;
  }

  /** In a meeting only those who are there vote; whoever may vote from afar is there by voting. */
  private async checkIn(tx: Transaction, ballot: Ballot, memberId: MemberId, { person, at }: Wish): Promise<void> {
    const { assemblyId } = ballot;
    if (!assemblyId) return;
    const attendances = await this.stores.meetings.attendances(tx, assemblyId);
    if (assertThere(ballot, memberId, attendances) === 'there') return;
    const assembly = await this.stores.assemblies.find(tx, assemblyId);
    assertSitting({ assembly, sittings: await this.stores.meetings.sittings(tx, assemblyId) });
    await this.stores.meetings.arrive(tx, assemblyId, { memberId, mode: 'remote', arrivedAt: at, by: person });
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
    await this.stores.meetings.useProxy(tx, held.id);
  }
}
