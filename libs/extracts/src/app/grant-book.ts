import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { missing, type DatasetId, type GrantId, type OrganisationId, type PersonId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application } from '../domain/application/application';
import { covers, isLive, lackOf, nextMoment, type Grant, type GrantEnd } from '../domain/grant/grant';
import type { UseRequest } from '../domain/permit';
import { FOLLOW_GRANT } from '../jobs';
import { ApplicationDesk } from './application-desk';
import { applicants, ApplicationNews } from './application-news';
import { DutyService } from './duty.service';
import { GrantStanding } from './grant-standing';

/** Before a grant ends, its holders are told. */
const WARNING_MS = 14 * 86_400_000;

/** Who may use what at this moment because somebody decided so; how grants begin, are looked at again, and end. */
@Injectable()
export class GrantBook {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: ApplicationStores,
    private readonly desk: ApplicationDesk,
    private readonly news: ApplicationNews,
    private readonly standing: GrantStanding,
    private readonly duties: DutyService,
  ) {}

  /**
   * The live grant by which somebody may use a dataset in this way, one with no overdue duty first; null: none. It is
   * looked at as it stands at this very moment, whenever a job will enter its end. The policies must allow the use
   * besides.
   */
  async covering(person: PersonId, datasetId: DatasetId, request: UseRequest, now: Date): Promise<Grant | null> {
    const grants = await this.stores.grants.live(person, datasetId, now);
    const covering = await this.standingWith(
      person,
      grants.filter((one) => covers(one, request)),
    );
    const ids = covering.map(({ id }) => id);
    const overdue = await this.duties.isOverdue(ids, now);
    return covering.find(({ id }) => !overdue.has(id)) ?? covering[0] ?? null;
  }

  /** Of what somebody holds at this moment and may use in this way, what lacks least of a request; null: nothing. */
  async nearest(person: PersonId, datasetId: DatasetId, request: UseRequest, now: Date): Promise<Grant | null> {
    const grants = await this.stores.grants.live(person, datasetId, now);
    const same = await this.standingWith(
      person,
      grants.filter(({ action }) => action === request.action),
    );
    return same.toSorted((one, other) => lackOf(one, request) - lackOf(other, request))[0] ?? null;
  }

  /** Who gives somebody no new rights to a dataset, as they are called, one after the other; null: nobody. */
  async blockedBy(person: PersonId, datasetId: DatasetId): Promise<string | null> {
    const blocks = await this.stores.grants.blocksOf([person], [datasetId]);
    if (blocks.length === 0) return null;
    return this.news.names(
      this.stores.db,
      blocks.map(({ publisherId }) => publisherId),
    );
  }

  /** The contributors who have consented to what a grant allows; those who came later were not asked. */
  async consenting({ applicationId, datasetId }: Grant): Promise<ReadonlySet<OrganisationId>> {
    const application = await this.stores.applications.find(applicationId);
    const consents = await this.stores.voices.consents(application);
    const given = consents.filter((one) => one.datasetId === datasetId && one.answer === 'given');
    return new Set(given.map(({ organisationId }) => organisationId));
  }

  /** One grant, for who holds it or may read its application. @throws GRANT.MISSING */
  async read(by: Actor, id: GrantId): Promise<Grant> {
    assertScope(identityOf(by), 'read');
    const grant = await this.stores.grants.find(id);
    const isHolder = by.identity && grant.holders.includes(by.identity.personId);
    if (isHolder || (await this.desk.mayRead(by, grant.applicationId))) return grant;
    throw missing('grant', id);
  }

  /** What the caller holds or held, newest first. @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  async mine(by: Actor, after: string | null, limit: number): Promise<Grant[]> {
    const identity = identityOf(by);
    assertScope(identity, 'read');
    return this.stores.grants.ofHolder(identity.personId, after, limit);
  }

  /**
   * Ends grants before their time, and tells those who hold them and those who gave them. What has ended stays as it is.
   *
   * @returns those that ended now
   */
  async endBecause(tx: Transaction, grantIds: readonly GrantId[], reason: GrantEnd): Promise<GrantId[]> {
    const ended: GrantId[] = [];
    for (const id of [...grantIds].sort()) {
      const grant = await this.stores.grants.lock(tx, id);
      if (grant.endedAt !== null) continue;
      const now = await tx.now();
      const isOver = now >= grant.endsAt;
      await this.end(tx, grant, isOver ? 'expired' : reason, isOver ? grant.endsAt : now);
      ended.push(id);
    }
    return ended;
  }

  /** Ends what an application gave: all of it, or of one dataset. */
  async endOf(tx: Transaction, application: Application, reason: GrantEnd, datasetId?: DatasetId): Promise<void> {
    const grants = await this.stores.grants.ofApplication(application.id, tx);
    const concerned = grants.filter((grant) => datasetId === undefined || grant.datasetId === datasetId);
    await this.endBecause(
      tx,
      concerned.map(({ id }) => id),
      reason,
    );
  }

  /**
   * Does what is due of one grant at this moment: begins it, warns of its end, ends it, or looks whether it may go on;
   * and promises to look again, at its next moment or the next day. The clock decides what holds, not this.
   */
  async follow(by: Principal, id: GrantId): Promise<void> {
    const seen = await this.stores.grants.find(id);
    if (isLive(seen, await this.work.now())) await this.reevaluate(by, seen);
    await this.work.run(by, async (tx) => {
      tx.fulfil();
      const grant = await this.stores.grants.lock(tx, id);
      tx.unchanged(undefined);
      if (grant.endedAt !== null) return;
      const now = await tx.now();
      if (now >= grant.startsAt) await this.begin(tx, grant);
      if (now >= grant.endsAt) return this.end(tx, grant, 'expired', grant.endsAt);
      if (now.getTime() >= grant.endsAt.getTime() - WARNING_MS) await this.warn(tx, grant);
      tx.enqueue(FOLLOW_GRANT, { grantId: id }, nextMoment(grant, now));
    });
  }

  /** Those that go on, with somebody among their holders. */
  private async standingWith(person: PersonId, grants: readonly Grant[]): Promise<Grant[]> {
    const standing: Grant[] = [];
    for (const grant of grants) {
      const application = await this.stores.applications.find(grant.applicationId);
      const { end, gone } = await this.standing.of(grant, application);
      if (end === null && !gone.includes(person)) standing.push(grant);
    }
    return standing;
  }

  private async reevaluate(by: Principal, grant: Grant): Promise<void> {
    const application = await this.stores.applications.find(grant.applicationId);
    const { end, gone } = await this.standing.of(grant, application);
    if (end === null && gone.length === 0) return;
    await this.work.run(by, async (tx) => {
      tx.unchanged(undefined);
      if (end !== null) await this.endBecause(tx, [grant.id], end);
      for (const personId of gone) {
        await this.stores.grants.removeHolder(tx, grant.id, personId);
        const facts = { grantId: grant.id, datasetId: grant.datasetId, personId, reason: 'membershipEnded' };
        await this.desk.enter(tx, application, { kind: 'grantEnded', facts });
        await this.news.tell(tx, application, { to: [personId], kind: 'grantEnded', outcome: 'membershipEnded' });
      }
    });
  }

  private async begin(tx: Transaction, grant: Grant): Promise<void> {
    if (!(await this.stores.grants.begin(tx, grant))) return;
    const application = await this.stores.applications.find(grant.applicationId, tx);
    const { id: grantId, datasetId, holders, endsAt } = grant;
    await this.desk.enter(tx, application, { kind: 'grantBegan', facts: { grantId, datasetId } });
    const until = endsAt.toISOString();
    await this.news.tell(tx, application, { to: holders, kind: 'grantBegan', about: grantId, until });
  }

  private async warn(tx: Transaction, grant: Grant): Promise<void> {
    const application = await this.stores.applications.find(grant.applicationId, tx);
    const until = grant.endsAt.toISOString();
    await this.news.tell(tx, application, { to: grant.holders, kind: 'grantEnding', about: grant.id, until });
  }

  private async end(tx: Transaction, grant: Grant, reason: GrantEnd, at: Date): Promise<void> {
    await this.stores.grants.end(tx, grant.id, reason, at);
    await this.duties.ended(tx, grant, at);
    const application = await this.stores.applications.find(grant.applicationId, tx);
    const { id: grantId, datasetId, holders } = grant;
    await this.desk.enter(tx, application, { kind: 'grantEnded', facts: { grantId, datasetId, reason } });
    const to = [...holders, ...applicants(application), ...(await this.news.handlers(tx, application))];
    await this.news.tell(tx, application, { to, kind: 'grantEnded', about: grantId, outcome: reason });
  }
}
