import { Injectable } from '@nestjs/common';
import { missing, newId, type BodyId, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { belongsTo, personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { bodyFounded, standingOfNoMember } from '../../domain/body/errors';
import type { Body, Office, StatuteVersion } from '../../domain/body/body';
import { parseStanding } from '../../domain/electorate/standing';
import { assertOfficer, assertStewardOf, authoriseBody } from '../access';
import { BodyNames } from './body-names';
import { Electorate } from './electorate';
import { StatuteService } from './statute.service';

/** An organisation that begins to decide for itself. */
export type NewBody = {
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId;
  readonly statute: unknown;
  readonly chair: PersonId;
  readonly secretary: PersonId;
};

/** Who decides, by which rules, and who holds which office. */
@Injectable()
export class BodyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly electorate: Electorate,
    private readonly statutes: StatuteService,
    private readonly names: BodyNames,
    private readonly db: Database,
  ) {}

  /** The bodies of the caller's federations that they may know of, oldest first. */
  async page(by: Actor, after: string | null, limit: number): Promise<Body[]> {
    const memberships = by.identity?.memberships ?? [];
    const federations = [...new Set(memberships.flatMap(({ federationIds }) => federationIds))];
    const organisations = memberships.map(({ organisationId }) => organisationId);
    const bodies = await this.stores.bodies.visible(this.db, { federations, organisations }, { after, limit });
    for (const body of bodies) authoriseBody(by, body);
    return bodies;
  }

  /** @throws BODY.MISSING */
  async read(by: Actor, id: BodyId): Promise<Body> {
    const body = await this.stores.bodies.find(this.db, id);
    authoriseBody(by, body);
    return body;
  }

  /** What a federation's own bodies are called: all its members know of them. Those of one organisation are left out. */
  async namesIn(federationId: FederationId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const bodies = await this.stores.bodies.findAll(this.db, ids as readonly BodyId[]);
    const known = bodies.filter((body) => body.federationId === federationId && body.organisationId === null);
    return new Map(
      await Promise.all(known.map(async (body) => [body.id, await this.names.of(this.db, body)] as const)),
    );
  }

  /** The rules in force. @throws BODY.MISSING */
  async statute(by: Actor, id: BodyId): Promise<StatuteVersion> {
    await this.read(by, id);
    return this.stores.statutes.current(this.db, id);
  }

  /**
   * Enters how a member stands: category, suspension, arrears, what plural votes come from.
   *
   * @throws BODY.MISSING, BODY.NOT_AN_OFFICER, STANDING.INVALID, STANDING.NOT_A_MEMBER
   */
  async recordStanding(by: Actor, id: BodyId, input: unknown): Promise<Body> {
    const body = await this.read(by, id);
    return this.work.run(by, async (tx) => {
      await assertOfficer(tx, this.stores.seats, by, { bodyId: id, offices: ['secretary'] });
      const standing = parseStanding(input);
      const { document } = await this.stores.statutes.current(tx, id);
      const { electors, excluded } = await this.electorate.entitled(tx, body, document, await tx.now());
      const isMember = [...electors, ...excluded].some(({ memberId }) => memberId === standing.memberId);
      if (!isMember) throw standingOfNoMember(standing.memberId);
      await this.stores.seats.putStanding(tx, id, standing, await tx.now());
      const { memberId, category, isSuspended, isInArrears } = standing;
      tx.record({ type: 'standing.recorded', bodyId: id, memberId, category, isSuspended, isInArrears });
      return body;
    });
  }

  /**
   * Names who casts an organisation's vote in a body: somebody of its own book, as one of its stewards says.
   *
   * @throws BODY.MISSING, BODY.NOT_A_STEWARD, BODY.NOT_IN_BOOK
   */
  async appointRepresentative(
    by: Actor,
    id: BodyId,
    { organisationId, personId }: { readonly organisationId: OrganisationId; readonly personId: PersonId },
  ): Promise<Body> {
    const body = await this.read(by, id);
    return this.work.run(by, async (tx) => {
      assertStewardOf(by, organisationId, body.federationId);
      await this.electorate.assertInBook(tx, { ...body, organisationId }, [personId], await tx.now());
      const seat = { bodyId: id, office: 'representative' as const, organisationId, sectionId: null };
      const since = await tx.now();
      await this.stores.seats.vacate(tx, seat, since);
      await this.stores.seats.insert(tx, { ...seat, personId, since, resolution: null });
      tx.record({ type: 'representative.appointed', bodyId: id, organisationId, personId, by: personOf(by) });
      return body;
    });
  }

  /**
   * Lets an organisation decide for itself: the one time that its rules come into force without a vote.
   *
   * @throws FEDERATION.MISSING, BODY.NOT_A_STEWARD, BODY.FOUNDED, BODY.NOT_IN_BOOK, STATUTE.INVALID
   */
  async found(by: Actor, { federationId, organisationId, statute, chair, secretary }: NewBody): Promise<Body> {
    if (!belongsTo(by, federationId)) throw missing('federation', federationId);
    return this.work.run(by, async (tx) => {
      assertStewardOf(by, organisationId, federationId);
      await this.electorate.assertInBook(tx, { federationId, organisationId }, [chair, secretary], await tx.now());
      const body = await this.enter(tx, { kind: 'organisation', federationId, organisationId });
      await this.statutes.found(tx, body, statute, null);
      await this.seat(tx, body.id, 'chair', chair);
      await this.seat(tx, body.id, 'secretary', secretary);
      return body;
    });
  }

  /** @throws BODY.FOUNDED if there is one already */
  async enter(tx: Transaction, place: Pick<Body, 'kind' | 'federationId' | 'organisationId'>): Promise<Body> {
    const body: Body = { ...place, id: newId<BodyId>(), parentId: null, name: null, foundedAt: await tx.now() };
    if (!(await this.stores.bodies.insert(tx, body))) throw bodyFounded();
    tx.record({ type: 'body.founded', bodyId: body.id, ...place });
    return body;
  }

  /** Gives somebody an office when a body is founded; later ones are elected. */
  async seat(tx: Transaction, bodyId: BodyId, office: Office, personId: PersonId): Promise<void> {
    const seat = { bodyId, office, personId, organisationId: null, sectionId: null };
    await this.stores.seats.insert(tx, { ...seat, since: await tx.now(), resolution: null });
    tx.record({ type: 'seats.filled', bodyId, office, elected: [personId], resolution: null });
  }

  /** Whether any federation was founded here. */
  exist(): Promise<boolean> {
    return this.stores.bodies.exist(this.db);
  }
}
