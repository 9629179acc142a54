import { Injectable } from '@nestjs/common';
import type { AgendaItemId, AssemblyId, ProposalId } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import {
  assertCallMayOpen,
  assertMayAdjourn,
  assertMayEnd,
  assertMayPutToVote,
  assertNotVotedOn,
  assertRemoteAttendance,
} from '../../domain/actions/of-assembly';
import { assertSitting, type AgendaItem, type Assembly, type Call, type Sitting } from '../../domain/assembly/assembly';
import { notAMember } from '../../domain/assembly/errors';
import type { Ballot } from '../../domain/ballot/ballot';
import type { Office } from '../../domain/body/body';
import { conflictTooLate } from '../../domain/electorate/errors';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import type { Attendance } from '../../domain/electorate/presence';
import type { Proposal } from '../../domain/motion/motion';
import { parseStatement } from '../../domain/motion/comment-input';
import { assertMayOversee, assertOfficer, authoriseIn } from '../access';
import { BallotOpening } from '../ballot/ballot-opening';
import { Electorate } from '../body/electorate';
import { MinutesBook } from '../minutes/minutes-book';

/** A vote in a meeting is closed by the chair; should nobody do so, it ends by itself. */
const LONGEST_VOTE_HOURS = 12;

/** What happens in the room: calls, who is there, items put to the vote, the end. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly opening: BallotOpening,
    private readonly minutes: MinutesBook,
    private readonly electorate: Electorate,
  ) {}

  /** Its calls that were opened, in order. The caller has read the assembly. */
  sittings(id: AssemblyId): Promise<Sitting[]> {
    return this.stores.meetings.sittings(this.stores.db, id);
  }

  /** Who came and left, for its officers and auditors. @throws ASSEMBLY.MISSING, BODY.NOT_AN_OFFICER */
  async attendance(by: Actor, id: AssemblyId): Promise<Attendance[]> {
    const { db, assemblies, meetings, seats } = this.stores;
    const assembly = await assemblies.find(db, id);
    authoriseIn(by, 'read', 'assembly', assembly);
    await assertMayOversee(db, seats, by, assembly);
    return meetings.attendances(db, id);
  }

  /** Opens the first or the second call, not before its time. @throws ASSEMBLY.TOO_EARLY, ASSEMBLY.NO_SECOND_CALL, ASSEMBLY.STATE, BODY.NOT_AN_OFFICER */
  openCall(by: Actor, id: AssemblyId, call: Call): Promise<Assembly> {
    return this.lead(by, id, async (tx, assembly) => {
      const openedAt = await tx.now();
      assertCallMayOpen(assembly, call, openedAt);
      const present = { ...assembly, chair: null, secretary: null };
      const sitting: Assembly = { ...assembly, ...(await this.officers(tx, by, present)), state: 'sitting' };
      await this.stores.meetings.openSitting(tx, id, call, openedAt);
      await this.stores.assemblies.update(tx, sitting);
      tx.record({ type: 'assembly.call-opened', assemblyId: id, call });
      return sitting;
    });
  }

  /** Ends the first call and leaves what it could not decide to the second. @throws ASSEMBLY.NO_SECOND_CALL, ASSEMBLY.QUORUM_REACHED, ASSEMBLY.BALLOTS_OPEN */
  adjourn(by: Actor, id: AssemblyId): Promise<Assembly> {
    return this.lead(by, id, async (tx, assembly) => {
      const sittings = await this.stores.meetings.sittings(tx, id);
      assertMayAdjourn(assembly, sittings, await this.stores.ballots.ofAssembly(tx, id));
      const adjourned: Assembly = { ...assembly, state: 'adjourned' };
      await this.rise(tx, adjourned, 'assembly.adjourned');
      return adjourned;
    });
  }

  /**
   * Ends the meeting and writes its minutes; also one to which nobody came, after its last call. What was not voted on
   * is free for another assembly, and votes sent in for it count for nothing.
   *
   * @throws ASSEMBLY.BALLOTS_OPEN, ASSEMBLY.STATE, ASSEMBLY.TOO_EARLY, BODY.NOT_AN_OFFICER
   */
  close(by: Actor, id: AssemblyId): Promise<Assembly> {
    return this.lead(by, id, async (tx, assembly) => {
      const closedAt = await tx.now();
      const ballots = await this.stores.ballots.ofAssembly(tx, id);
      assertMayEnd(assembly, ballots, closedAt);
      for (const ballot of ballots.filter(({ state }) => state === 'announced')) await this.withdraw(tx, ballot);
      const closed: Assembly = { ...assembly, ...(await this.officers(tx, by, assembly)), state: 'closed', closedAt };
      await this.rise(tx, closed, 'assembly.closed');
      return this.minutes.write(tx, closed);
    });
  }

  /**
   * Records that a member is there: the secretary or the chair says so of who is in the room, everybody of themselves
   * from afar, where a matter on the agenda allows votes from afar.
   *
   * @throws ATTENDANCE.NOT_ENTITLED, ATTENDANCE.NOT_REMOTE, ASSEMBLY.NOT_SITTING, BODY.NOT_AN_OFFICER
   */
  attend(by: Actor, id: AssemblyId, stay: { memberId: MemberId; mode: 'room' | 'remote' }): Promise<Assembly> {
    return this.inMeeting(by, id, async (tx, assembly) => {
      assertSitting({ assembly, sittings: await this.stores.meetings.sittings(tx, id) });
      const recipients = await this.stores.assemblies.recipients(tx, id);
      const member = recipients.find(({ memberId }) => memberId === stay.memberId);
      const isSelf = member?.personId === personOf(by) && stay.mode === 'remote';
      if (isSelf) authoriseIn(by, 'vote', 'assembly', assembly);
      else await this.assertOffice(tx, by, assembly, ['chair', 'secretary']);
      if (!member) throw notAMember();
      if (stay.mode === 'remote') await this.assertRemote(tx, assembly);
      const arrivedAt = await tx.now();
      const came = await this.stores.meetings.arrive(tx, id, { ...stay, arrivedAt, by: personOf(by) });
      if (!came) return tx.unchanged(assembly);
      tx.record({ type: 'member.arrived', assemblyId: id, ...stay });
      return assembly;
    });
  }

  /** Records that a member left; everybody of themselves, officers of anybody. @throws BODY.NOT_AN_OFFICER */
  leave(by: Actor, id: AssemblyId, memberId: MemberId): Promise<Assembly> {
    return this.inMeeting(by, id, async (tx, assembly) => {
      const recipients = await this.stores.assemblies.recipients(tx, id);
      const isSelf = recipients.some((it) => it.memberId === memberId && it.personId === personOf(by));
      if (isSelf) authoriseIn(by, 'vote', 'assembly', assembly);
      else await this.assertOffice(tx, by, assembly, ['chair', 'secretary']);
      if ((await this.stores.meetings.leave(tx, id, memberId, await tx.now())) === 0) return tx.unchanged(assembly);
      tx.record({ type: 'member.left', assemblyId: id, memberId });
      return assembly;
    });
  }

  /** Puts an item to the vote of those who are there. @throws ASSEMBLY.NOT_SITTING, AGENDA.DECIDED, BALLOT.EMPTY_ELECTORATE */
  openItem(by: Actor, itemId: AgendaItemId): Promise<Ballot> {
    return this.work.run(by, async (tx) => {
      const { assemblyId } = await this.stores.assemblies.item(tx, itemId);
      const assembly = await this.stores.assemblies.lock(tx, assemblyId);
      authoriseIn(by, 'read', 'agenda item', { ...assembly, id: itemId });
      await this.assertOffice(tx, by, assembly, ['chair']);
      const sittings = await this.stores.meetings.sittings(tx, assembly.id);
      const { call } = assertSitting({ assembly, sittings });
      const item = await this.withItsText(tx, itemId);
      const ballot = await this.roundOf(tx, item);
      const opensAt = await tx.now();
      const closesAt = new Date(opensAt.getTime() + LONGEST_VOTE_HOURS * 3_600_000);
      return this.opening.begin(tx, ballot, { callNumber: call, opensAt, closesAt });
    });
  }

  /**
   * Declares that a member has an interest of their own in a motion; where the statute says so they do not vote on it.
   *
   * @throws CONFLICT.TOO_LATE once it is being voted on; CONFLICT.INVALID, ATTENDANCE.NOT_ENTITLED
   */
  declareConflict(
    by: Actor,
    proposalId: ProposalId,
    { memberId, statement }: { memberId: MemberId; statement: string },
  ): Promise<void> {
    return this.work.run(by, async (tx) => {
      const proposal = await this.stores.proposals.lock(tx, proposalId);
      authoriseIn(by, 'vote', 'proposal', proposal);
      const conflict = { memberId, statement: parseStatement(statement), declaredAt: await tx.now() };
      const last = (await this.stores.ballots.rounds(tx, proposalId)).at(-1);
      assertNotVotedOn(last);
      const elector = await this.memberOf(tx, proposal, conflict);
      const isOwn = elector.voterId === personOf(by);
      if (!isOwn) await this.assertOffice(tx, by, proposal, ['chair', 'secretary']);
      if (last?.state === 'announced') await this.exclude(tx, last, { memberId, isOwn });
      await this.stores.meetings.declare(tx, proposalId, conflict);
      tx.record({ type: 'conflict.declared', proposalId, memberId });
    });
  }

  private async memberOf(
    tx: Transaction,
    { bodyId }: Proposal,
    { memberId, declaredAt }: { readonly memberId: MemberId; readonly declaredAt: Date },
  ): Promise<Elector> {
    const body = await this.stores.bodies.find(tx, bodyId);
    const { document } = await this.stores.statutes.current(tx, bodyId);
    const { electors } = await this.electorate.entitled(tx, body, document, declaredAt);
    const elector = electors.find((it) => it.memberId === memberId);
    if (!elector) throw notAMember();
    return elector;
  }

  /**
   * From now on they send in no vote; and a secret paper cannot be taken out of the box again. Whose may be in, they alone
   * declare it: an officer would learn from the answer who has voted.
   */
  private async exclude(
    tx: Transaction,
    announced: Ballot,
    { memberId, isOwn }: { readonly memberId: MemberId; readonly isOwn: boolean },
  ): Promise<void> {
    const ballot = await this.stores.ballots.lockToClose(tx, announced.id);
    const { id, secrecy, textHash, bodyId, statuteNumber } = ballot;
    const voted = await this.stores.votes.voted(tx, id, textHash, [memberId]);
    const mayBeIn = isOwn ? voted.size > 0 : ballot.rules.remote;
    if (secrecy === 'secret' && mayBeIn) throw conflictTooLate();
    const { document } = await this.stores.statutes.version(tx, bodyId, statuteNumber);
    if (document.conflicts.rule !== 'excluded') return;
    const electors = await this.stores.votes.electors(tx, id);
    const others = electors.filter((it) => it.memberId !== memberId);
    await this.stores.votes.keepElectors(
      tx,
      id,
      others.map((it) => it.memberId),
    );
  }

  /** An item whose motion nobody amends from now on: an amendment taken at the same moment is in it, or comes too late. */
  private async withItsText(tx: Transaction, itemId: AgendaItemId): Promise<AgendaItem> {
    const seen = await this.stores.assemblies.item(tx, itemId);
    await this.stores.proposals.lock(tx, seen.proposalId);
    const item = await this.stores.assemblies.item(tx, itemId);
    return item.proposalId === seen.proposalId ? item : this.withItsText(tx, itemId);
  }

  private async roundOf(tx: Transaction, item: AgendaItem): Promise<Ballot> {
    const last = (await this.stores.ballots.rounds(tx, item.proposalId)).at(-1);
    assertMayPutToVote(item.id, last);
    if (last?.state === 'announced') return last;
    return this.opening.nextRound(tx, item, await tx.now());
  }

  private async assertRemote(tx: Transaction, { id, bodyId, statuteNumber }: Assembly): Promise<void> {
    const ballots = await this.stores.ballots.ofAssembly(tx, id);
    const { document } = await this.stores.statutes.version(tx, bodyId, statuteNumber);
    assertRemoteAttendance(document, ballots);
  }

  /** Who leads it and who writes: those who did so far, or else the chair who acts and the secretary in office. */
  private async officers(
    tx: Transaction,
    by: Actor,
    { bodyId, chair, secretary }: Assembly,
  ): Promise<Pick<Assembly, 'chair' | 'secretary'>> {
    const [inOffice] = await this.stores.seats.ofBody(tx, bodyId, 'secretary');
    return { chair: chair ?? personOf(by), secretary: secretary ?? inOffice?.personId ?? null };
  }

  private async withdraw(tx: Transaction, { id: ballotId, proposalId }: Ballot): Promise<void> {
    await this.stores.ballots.lockToClose(tx, ballotId);
    await this.stores.ballots.withdraw(tx, ballotId);
    tx.record({ type: 'ballot.withdrawn', ballotId, proposalId });
  }

  private async rise(
    tx: Transaction,
    assembly: Assembly,
    type: 'assembly.adjourned' | 'assembly.closed',
  ): Promise<void> {
    const now = await tx.now();
    await this.stores.meetings.leave(tx, assembly.id, null, now);
    await this.stores.meetings.closeSitting(tx, assembly.id, now);
    await this.stores.assemblies.update(tx, assembly);
    tx.record({ type, assemblyId: assembly.id });
  }

  private assertOffice(tx: Transaction, by: Actor, { bodyId }: Pick<Assembly, 'bodyId'>, offices: readonly Office[]) {
    return assertOfficer(tx, this.stores.seats, by, { bodyId, offices });
  }

  private lead(by: Actor, id: AssemblyId, step: (tx: Transaction, assembly: Assembly) => Promise<Assembly>) {
    return this.inMeeting(by, id, async (tx, assembly) => {
      await this.assertOffice(tx, by, assembly, ['chair']);
      return step(tx, assembly);
    });
  }

  private inMeeting(by: Actor, id: AssemblyId, step: (tx: Transaction, assembly: Assembly) => Promise<Assembly>) {
    return this.work.run(by, async (tx) => {
      const assembly = await this.stores.assemblies.lock(tx, id);
      authoriseIn(by, 'read', 'assembly', assembly);
      return step(tx, assembly);
    });
  }
}
