import { Injectable } from '@nestjs/common';
import type { BallotId, ProposalId } from '#kernel';
import { Database, UnitOfWork, type Principal } from '#platform';
import type { Actor } from '#policy';
import type { Adoption } from '../../db/ballot.store';
import { GovernanceStores } from '../../db/governance.stores';
import { assertPublished } from '../../domain/actions/of-ballot';
import { assertMayClose, isDue, type Ballot, type Warning } from '../../domain/ballot/ballot';
import { notCountedYet } from '../../domain/ballot/errors';
import { warningsAhead } from '../../domain/ballot/result';
import type { MemberId } from '../../domain/electorate/elector';
import { assertOfficer, authoriseIn } from '../access';
import { BallotCount } from './ballot-count';
import { Casting, type CastVote, type Vote } from './casting';

/** As much of a ballot as says what it cannot hide. */
type Warned = Pick<Ballot, 'id' | 'secrecy'> & { readonly result: { readonly warnings: readonly Warning[] } | null };

@Injectable()
export class BallotService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly casting: Casting,
    private readonly counting: BallotCount,
    private readonly db: Database,
  ) {}

  /**
   * Casts a vote, once: the caller's own, or that of a member whose proxy they hold.
   *
   * @throws BALLOT.NOT_OPEN, BALLOT.NOT_OPEN_YET, BALLOT.NO_REMOTE_VOTE, BALLOT.TEXT_NEEDED, BALLOT.OTHER_TEXT,
   *   BALLOT.MARKS_INVALID, BALLOT.NOT_ENTITLED, BALLOT.NOT_PRESENT, BALLOT.NOT_YOURS, BALLOT.ALREADY_VOTED,
   *   POLICY.FORBIDDEN
   */
  cast(by: Actor, id: BallotId, vote: Vote): Promise<CastVote> {
    return this.casting.cast(id, { by, vote });
  }

  /** Counts the ballot and does what it adopted; again, it changes nothing. @throws BALLOT.STILL_OPEN */
  close(by: Principal, id: BallotId): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      const ballot = await this.stores.ballots.lockToClose(tx, id);
      if (ballot.state === 'closed') return tx.unchanged(ballot);
      const now = await tx.now();
      assertMayClose(ballot, now, false);
      return this.counting.count(tx, ballot, now);
    });
  }

  /** Ends the vote on an item of a meeting before its time. @throws BODY.NOT_AN_OFFICER, BALLOT.NOT_OPEN_YET */
  closeInMeeting(by: Actor, id: BallotId): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      const ballot = await this.stores.ballots.lockToClose(tx, id);
      authoriseIn(by, 'read', 'ballot', ballot);
      await assertOfficer(tx, this.stores.seats, by, { bodyId: ballot.bodyId, offices: ['chair'] });
      if (ballot.state === 'closed') return tx.unchanged(ballot);
      const now = await tx.now();
      assertMayClose(ballot, now, ballot.assemblyId !== null);
      return this.counting.count(tx, ballot, now);
    });
  }

  /** One ballot; a ballot whose time is over is counted first, whether or not its job came. @throws BALLOT.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: BallotId): Promise<Ballot> {
    const ballot = await this.stores.ballots.find(this.db, id);
    authoriseIn(by, 'read', 'ballot', ballot);
    return this.counted(ballot);
  }

  /** The ballots that the caller may see, newest first. */
  async page(by: Actor, after: string | null, limit: number): Promise<Ballot[]> {
    const ballots = await this.stores.ballots.page(by, after, limit);
    return Promise.all(ballots.map((ballot) => this.counted(ballot)));
  }

  /** The latest ballot on each proposal that has one. The caller has read the proposals. */
  async ofProposals(ids: readonly ProposalId[]): Promise<ReadonlyMap<ProposalId, Ballot>> {
    const found = [...(await this.stores.ballots.ofProposals(ids)).values()];
    const ballots = await Promise.all(found.map((ballot) => this.counted(ballot)));
    return new Map(ballots.map((ballot) => [ballot.proposalId, ballot]));
  }

  /** Under which statute each resolution was adopted; the caller has been told of the resolutions. */
  async adoptions(resolutions: readonly string[]): Promise<ReadonlyMap<string, Adoption>> {
    const adoptions = await this.stores.ballots.adoptions(this.db, resolutions);
    return new Map(adoptions.map((adoption) => [adoption.resolution, adoption]));
  }

  /** What a secret ballot cannot hide; known ahead from its electorate, and for certain when it is counted. */
  async warnings({ id, secrecy, result }: Warned): Promise<readonly Warning[]> {
    if (result || secrecy === 'open') return result?.warnings ?? [];
    return warningsAhead(await this.stores.votes.electors(this.db, id));
  }

  /**
   * A counted ballot as anybody may recount it: a header, then its papers by receipt, one JSON text a line.
   *
   * @throws BALLOT.MISSING, BALLOT.NOT_COUNTED, POLICY.FORBIDDEN
   */
  async exported(by: Actor, id: BallotId): Promise<readonly string[]> {
    const ballot = await this.read(by, id);
    const header = await this.stores.ballots.exportHeader(this.db, id);
    assertPublished(ballot);
    if (!header) throw notCountedYet(id);
    return [header, ...(await this.stores.boxes.papers(this.db, id))];
  }

  /** Who took part in a ballot, secret or not; shown when it is counted. @throws BALLOT.MISSING, BALLOT.NOT_COUNTED, POLICY.FORBIDDEN */
  async participants(by: Actor, id: BallotId): Promise<readonly MemberId[]> {
    const { state, textHash } = await this.read(by, id);
    if (state !== 'closed') throw notCountedYet(id);
    const electors = await this.stores.votes.electors(this.db, id);
    const members = electors.map(({ memberId }) => memberId);
    return [...(await this.stores.votes.voted(this.db, id, textHash, members))].sort();
  }

  private async counted(ballot: Ballot): Promise<Ballot> {
    if (ballot.state !== 'open') return ballot;
    const now = await this.work.now();
    return isDue(ballot, now) ? this.close({ id: 'system:governance.read' }, ballot.id) : ballot;
  }
}
