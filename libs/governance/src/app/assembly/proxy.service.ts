import { Injectable } from '@nestjs/common';
import { missing, newId, type AgendaItemId, type AssemblyId, type PersonId, type ProxyId } from '#kernel';
import { Database, UnitOfWork, type Queryable } from '#platform';
import { personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { assertState, type Assembly, type MeetingProxy } from '../../domain/assembly/assembly';
import { proxyForWhom, proxyNotElector, proxyNotYours, proxyUsed } from '../../domain/electorate/errors';
import type { MemberId } from '../../domain/electorate/elector';
import { assertGrant, assertRevocable } from '../../domain/electorate/proxies';
import { audits, authoriseIn } from '../access';
import { Electorate } from '../body/electorate';

/** Who speaks for whom: written, for one meeting or one of its items, revocable until it is used. */
export type Grant = {
  readonly assemblyId: AssemblyId;
  readonly itemId: AgendaItemId | null;
  readonly holderId: MemberId;
  /** Whose vote is given; null: the caller's own. */
  readonly principalId: MemberId | null;
};

@Injectable()
export class ProxyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly electorate: Electorate,
    private readonly db: Database,
  ) {}

  /**
   * @throws PROXY.NOT_ALLOWED, PROXY.NOT_ELECTOR, PROXY.SELF, PROXY.ALREADY, PROXY.CHAIN, PROXY.CAP, PROXY.NOT_YOURS,
   *   PROXY.FOR_WHOM, ASSEMBLY.MISSING, ASSEMBLY.STATE, AGENDAITEM.MISSING
   */
  grant(by: Actor, { assemblyId, itemId, holderId, principalId }: Grant): Promise<MeetingProxy> {
    return this.work.run(by, async (tx) => {
      const assembly = await this.stores.assemblies.lock(tx, assemblyId);
      authoriseIn(by, 'vote', 'assembly', assembly);
      assertState(assembly, 'convened', 'sitting', 'adjourned');
      const item = itemId && (await this.stores.assemblies.item(tx, itemId));
      if (item && item.assemblyId !== assemblyId) throw missing('agenda item', item.id);
      const recipients = await this.stores.assemblies.recipients(tx, assemblyId);
      const own = recipients.filter(({ personId }) => personId === personOf(by));
      const principal = principalOf(
        personOf(by),
        own.map(({ memberId }) => memberId),
        principalId,
      );
      const body = await this.stores.bodies.find(tx, assembly.bodyId);
      const { document } = await this.stores.statutes.version(tx, assembly.bodyId, assembly.statuteNumber);
      const { members } = await this.electorate.entitled(tx, body, document, assembly.firstCallAt);
      const memberIds = new Set(recipients.map(({ memberId }) => memberId));
      const existing = await this.stores.meetings.proxies(tx, assemblyId);
      assertGrant(document, { memberIds, members }, existing, { principalId: principal, holderId, itemId });
      const grantedAt = await tx.now();
      const proxy = { id: newId<ProxyId>(), principalId: principal, holderId, itemId, grantedAt, ...FRESH };
      await this.stores.meetings.addProxy(tx, assemblyId, proxy);
      tx.record({ type: 'proxy.granted', assemblyId, proxyId: proxy.id, principalId: principal, holderId, itemId });
      return proxy;
    });
  }

  /** @throws PROXY.MISSING, PROXY.USED, PROXY.NOT_YOURS */
  revoke(by: Actor, id: ProxyId): Promise<MeetingProxy> {
    return this.work.run(by, async (tx) => {
      const { assemblyId } = await this.stores.meetings.proxy(tx, id);
      const assembly = await this.stores.assemblies.lock(tx, assemblyId);
      authoriseIn(by, 'vote', 'proxy', { ...assembly, id });
      const proxy = await this.stores.meetings.proxy(tx, id);
      const recipients = await this.stores.assemblies.recipients(tx, assemblyId);
      const isOwn = recipients.some((it) => it.memberId === proxy.principalId && it.personId === personOf(by));
      const isTheirs = (await this.knownTo(tx, by, assembly)).some((it) => it.id === id);
      if (!isTheirs) throw missing('proxy', id);
      if (!isOwn) throw proxyNotYours();
      assertRevocable(proxy);
      if (proxy.revokedAt) return tx.unchanged(proxy);
      const revokedAt = await tx.now();
      if (!(await this.stores.meetings.revokeProxy(tx, id, revokedAt))) throw proxyUsed(id);
      tx.record({ type: 'proxy.revoked', assemblyId, proxyId: id });
      return { ...proxy, revokedAt };
    });
  }

  /** The caller's own, given and held; officers and auditors see all. The caller has read the assembly. */
  async list(by: Actor, assemblyId: AssemblyId): Promise<MeetingProxy[]> {
    return this.knownTo(this.db, by, await this.stores.assemblies.find(this.db, assemblyId));
  }

  private async knownTo(on: Queryable, by: Actor, { id, bodyId, federationId }: Assembly): Promise<MeetingProxy[]> {
    const proxies = await this.stores.meetings.proxies(on, id);
    const isOfficer = await this.stores.seats.holds(on, bodyId, by, ['chair', 'secretary']);
    if (isOfficer || audits(by, federationId)) return proxies;
    const recipients = await this.stores.assemblies.recipients(on, id);
    const own = new Set(recipients.filter(({ personId }) => personId === by.id).map(({ memberId }) => memberId));
    return proxies.filter(({ principalId, holderId }) => own.has(principalId) || own.has(holderId));
  }
}

const FRESH = { revokedAt: null, isUsed: false } as const;

/** Whose vote somebody gives: the one they name, or the only one they cast. */
function principalOf(person: PersonId, own: readonly MemberId[], named: MemberId | null): MemberId {
  if (named !== null && !own.includes(named)) throw proxyNotYours();
  if (named === null && own.length > 1) throw proxyForWhom(own);
  const principal = named ?? own[0];
  if (!principal) throw proxyNotElector(person);
  return principal;
}
