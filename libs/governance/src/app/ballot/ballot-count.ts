import { Injectable } from '@nestjs/common';
import type { BallotId, PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import type { Ballot, ClosedBallot } from '../../domain/ballot/ballot';
import { resultOf, turnoutOf } from '../../domain/ballot/result';
import { closeBox, type BoxFacts, type ClosedBox } from '../../domain/box/export';
import { exportable } from '../../domain/box/header';
import type { Turnout } from '../../domain/box/count-box';
import type { Elector, MemberId } from '../../domain/electorate/elector';
import { motionTitle, type Proposal } from '../../domain/motion/motion';
import { MAIL_MINUTES } from '../../jobs';
import { BallotBox, type Emptied } from './ballot-box';
import { BodyNames } from '../body/body-names';
import { presentAtClose } from './present-at-close';
import { Resolutions } from './resolutions';

/** Opens the box of a ballot, counts it, publishes its papers and does what it adopted; all of it or nothing. */
@Injectable()
export class BallotCount {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly box: BallotBox,
    private readonly names: BodyNames,
    private readonly resolutions: Resolutions,
  ) {}

  /** The ballot is locked, and its time is over or the chair has closed it. */
  async count(tx: Transaction, ballot: Ballot, closedAt: Date): Promise<ClosedBallot> {
    const electors = await this.stores.votes.electors(tx, ballot.id);
    const proposal = await this.stores.proposals.find(tx, ballot.proposalId);
    const emptied = await this.box.empty(tx, ballot, electors);
    const here = { electors, voters: emptied.voters };
    const present = await presentAtClose(this.stores, tx, { ...ballot, closedAt }, here);
    const voted = new Set(emptied.voters.map(({ memberId }) => memberId));
    const closed = closeBox(
      await this.facts(tx, { ...ballot, closedAt }, proposal, {
        turnout: turnoutOf(electors, present),
        chair: await this.chair(tx, ballot, electors),
      }),
      emptied.papers,
    );
    const counted = {
      ...ballot,
      state: 'closed' as const,
      closedAt,
      result: resultOf(ballot, electors, { present, voted }, closed),
    };
    await this.publish(tx, counted, closed, emptied);
    await this.resolutions.carryOut(tx, counted, proposal);
    if (!ballot.assemblyId) this.promiseMails(tx, ballot.id, electors);
    return counted;
  }

  private async publish(tx: Transaction, ballot: ClosedBallot, closed: ClosedBox, { papers }: Emptied): Promise<void> {
    const receipts = papers.map(({ receipt }) => receipt).sort((a, b) => (a < b ? -1 : 1));
    const published = closed.papers.map((line, place) => ({ line, receipt: receipts[place] ?? '' }));
    await this.stores.boxes.publish(tx, ballot.id, published);
    await this.stores.ballots.saveResult(tx, ballot, closed.header);
    const { outcome } = ballot.result.verdict;
    tx.record({ type: 'ballot.closed', ballotId: ballot.id, outcome, count: closed.count, root: closed.root });
  }

  private async facts(
    tx: Transaction,
    ballot: Ballot & { readonly closedAt: Date },
    proposal: Proposal,
    { turnout, chair }: { readonly turnout: readonly Turnout[]; readonly chair: MemberId | null },
  ): Promise<BoxFacts> {
    const { callNumber, call, ties, caps } = ballot.rules;
    const body = await this.stores.bodies.find(tx, ballot.bodyId);
    return {
      ballotId: ballot.id,
      body: exportable(await this.names.of(tx, body)),
      title: exportable(motionTitle(proposal.motion)),
      textHash: ballot.textHash,
      matter: ballot.matter,
      secrecy: ballot.secrecy,
      opensAt: (ballot.opensAt ?? ballot.closedAt).toISOString(),
      closedAt: ballot.closedAt.toISOString(),
      method: ballot.method,
      options: ballot.options.map(exportable),
      rules: { callNumber, call, ties, caps },
      ...{ chair, turnout },
    };
  }

  /** Whose vote decides a tie, where the statute says so: of who led the meeting, or else holds the office; in secret nobody's. */
  private async chair(tx: Transaction, ballot: Ballot, electors: readonly Elector[]): Promise<MemberId | null> {
    if (ballot.secrecy === 'secret') return null;
    const assembly = ballot.assemblyId ? await this.stores.assemblies.find(tx, ballot.assemblyId) : null;
    const [inOffice] = await this.stores.seats.ofBody(tx, ballot.bodyId, 'chair');
    const person = assembly?.chair ?? inOffice?.personId;
    return person ? memberOf(person, electors) : null;
  }

  private promiseMails(tx: Transaction, ballotId: BallotId, electors: readonly Elector[]): void {
    for (const personId of new Set(electors.map(({ voterId }) => voterId))) {
      tx.enqueue(MAIL_MINUTES, { ballotId, personId });
    }
  }
}

/** As whom somebody votes: by their own name, or for the one member they speak for. */
function memberOf(person: PersonId, electors: readonly Elector[]): MemberId {
  const spokenFor = electors.filter(({ voterId }) => voterId === person).map(({ memberId }) => memberId);
  const [only, ...others] = spokenFor;
  return only && others.length === 0 ? only : person;
}
