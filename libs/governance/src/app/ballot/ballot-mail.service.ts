import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { MembersBook } from '#identity';
import type { BallotId, PersonId } from '#kernel';
import { Mailer, UnitOfWork, type Principal } from '#platform';
import { GovernanceStores } from '../../db/governance.stores';
import { ballotStillOpen, notOpenYet } from '../../domain/ballot/errors';
import { paperMail } from '../../domain/ballot/paper-mail';
import { resultMail } from '../../domain/ballot/result-mail';
import { VoteLinks } from './vote-links';

/** What electors are told of a ballot outside of a meeting: the paper when it opens, the result when it is counted. */
@Injectable()
export class BallotMailService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly members: MembersBook,
    private readonly audit: AuditService,
    private readonly mailer: Mailer,
    private readonly links: VoteLinks,
  ) {}

  /** Mails one voter the paper, with a link that votes. Repeated, it may mail twice; a ballot that closed meanwhile is let be. */
  async sendPaper(by: Principal, id: BallotId, personId: PersonId): Promise<void> {
    const person = await this.members.person(this.stores.db, personId);
    const letter = await this.work.run(by, async (tx) => {
      const ballot = await this.stores.ballots.find(tx, id);
      if (ballot.state === 'closed') {
        tx.fulfil();
        return tx.unchanged(null);
      }
      const url = await this.links.make(tx, id, personId);
      tx.record({ type: 'vote-link.made', ballotId: id, personId });
      return paperMail(ballot, await this.stores.proposals.find(tx, ballot.proposalId), url, person.language);
    });
    if (!letter) return;
    await this.mailer.send({ to: person.email, ...letter });
    await this.done(by, { type: 'ballot-paper.mailed', ballotId: id, personId });
  }

  /** Mails one elector the result, with the head of the log. Repeated, it may mail twice. @throws BALLOT.STILL_OPEN */
  async sendResult(by: Principal, id: BallotId, personId: PersonId): Promise<void> {
    const { result, closedAt, ...ballot } = await this.stores.ballots.find(this.stores.db, id);
    if (!ballot.closesAt) throw notOpenYet(id);
    if (!result || !closedAt) throw ballotStillOpen(id, ballot.closesAt);
    const proposal = await this.stores.proposals.find(this.stores.db, ballot.proposalId);
    const person = await this.members.person(this.stores.db, personId);
    const mail = resultMail({ ...ballot, result, closedAt }, proposal, await this.audit.head(), person.language);
    await this.mailer.send({ to: person.email, ...mail });
    await this.done(by, { type: 'minutes.mailed', ballotId: id, personId });
  }

  private done(by: Principal, event: { type: `${string}.${string}`; ballotId: BallotId; personId: PersonId }) {
    return this.work.run(by, (tx) => {
      tx.record(event);
      tx.fulfil();
      return Promise.resolve();
    });
  }
}
