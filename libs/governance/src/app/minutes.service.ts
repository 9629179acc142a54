import { Injectable } from '@nestjs/common';
import { AuditService } from '#audit';
import { MembersBook } from '#identity';
import type { BallotId, PersonId } from '#kernel';
import { Database, Mailer, UnitOfWork, type Principal } from '#platform';
import { GovernanceStores } from '../db/governance.stores';
import { ballotStillOpen } from '../domain/errors';
import { minutesOf } from '../domain/minutes';

@Injectable()
export class MinutesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly members: MembersBook,
    private readonly audit: AuditService,
    private readonly mailer: Mailer,
    private readonly db: Database,
  ) {}

  /** Mails one elector the minutes of a counted ballot, with the head of the log. Repeated, it may mail twice. */
  async mail(by: Principal, id: BallotId, personId: PersonId): Promise<void> {
    const ballot = await this.stores.ballots.find(this.db, id);
    const { tally, closedAt } = ballot;
    if (!tally || !closedAt) throw ballotStillOpen(id, ballot.closesAt);
    const proposal = await this.stores.proposals.find(this.db, ballot.proposalId);
    const person = await this.members.person(this.db, personId);
    const head = await this.audit.head();
    await this.mailer.send({
      to: person.email,
      ...minutesOf({ ...ballot, tally, closedAt }, proposal, head, person.language),
    });
    await this.work.run(by, (tx) => {
      tx.record({ type: 'minutes.mailed', ballotId: id, personId });
      tx.fulfil();
      return Promise.resolve();
    });
  }
}
