import type { StatuteDocument } from '../statute/statute-document';
import type { MemberId } from './elector';
import {
  proxiesNotAllowed,
  proxyAlreadyGiven,
  proxyCap,
  proxyChain,
  proxyNotElector,
  proxyToOneself,
  proxyUsed,
} from './errors';

/** One member's written power for another to vote in its place, at one meeting. */
export type Proxy = {
  readonly id: string;
  readonly principalId: MemberId;
  readonly holderId: MemberId;
  /** The one item it is for; null: the whole meeting. */
  readonly itemId: string | null;
  readonly grantedAt: Date;
  readonly revokedAt: Date | null;
  /** Whether a vote was cast with it. */
  readonly isUsed: boolean;
};
export type ProxyGrant = Pick<Proxy, 'principalId' | 'holderId' | 'itemId'>;

/** Whom a body has: `memberIds` of those entitled to vote at the meeting, `members` in its book, entitled or not. */
export type ProxyElectorate = { readonly memberIds: ReadonlySet<MemberId>; readonly members: number };

type ProxyRules = Pick<StatuteDocument, 'proxies'>;

type For = Pick<ProxyGrant, 'itemId'>;
const overlaps = (a: For, b: For) => a.itemId === null || b.itemId === null || a.itemId === b.itemId;

/**
 * For how many others one member may vote.
 *
 * @param members in the body's book, a count ≥ 0; the law's size is of members, not of those entitled to vote
 * @returns a whole number ≥ 1
 * @throws PROXY.NOT_ALLOWED if the statute knows no proxies
 */
export function capPerHolder({ proxies }: ProxyRules, members: number): { cap: number; article: string } {
  if (proxies === null) throw proxiesNotAllowed();
  const { large, maxPerHolder, article } = proxies;
  return { cap: large !== null && members >= large.fromMembers ? large.maxPerHolder : maxPerHolder, article };
}

/**
 * Lets a proxy be given, or says why not.
 *
 * The cap counts different principals over the whole meeting, also where their proxies are for different items: the law
 * limits how many members one represents, not how many votes are cast at a time. A proxy for the meeting and one for an
 * item overlap, and where two overlap their principal is the same only once and nobody is holder in one and principal in
 * the other: so there are neither chains nor circles. Revoked proxies count for nothing.
 *
 * @param existing all proxies of this meeting, revoked ones included; read under the meeting's lock
 * @throws PROXY.NOT_ALLOWED, PROXY.NOT_ELECTOR (either of the two), PROXY.SELF, PROXY.ALREADY, PROXY.CHAIN, PROXY.CAP
 * @see Codice civile, art. 2372, 2539; d.lgs. 117/2017, art. 24 co. 3
 */
export function assertGrant(
  statute: ProxyRules,
  electorate: ProxyElectorate,
  existing: readonly Proxy[],
  grant: ProxyGrant,
): void {
  const { cap, article } = capPerHolder(statute, electorate.members);
  const { principalId, holderId } = grant;
  for (const memberId of [principalId, holderId]) {
    if (!electorate.memberIds.has(memberId)) throw proxyNotElector(memberId);
  }
  if (principalId === holderId) throw proxyToOneself(principalId);

  assertMayGive(existing, grant);
  const live = existing.filter(({ revokedAt }) => revokedAt === null);
  const link = live.find((other) => overlaps(other, grant) && other.principalId === holderId);
  if (link !== undefined) throw proxyChain(link.id);

  const principals = new Set(live.filter((other) => other.holderId === holderId).map((other) => other.principalId));
  if (principals.add(principalId).size > cap) throw proxyCap(cap, article);
}

/**
 * What keeps a member from giving its vote to anybody at all: it has given it, or holds that of another.
 *
 * @param existing as for `assertGrant`
 * @throws PROXY.ALREADY, PROXY.CHAIN
 */
export function assertMayGive(existing: readonly Proxy[], grant: Pick<ProxyGrant, 'principalId' | 'itemId'>): void {
  const rivals = existing.filter((other) => other.revokedAt === null && overlaps(other, grant));
  const given = rivals.find(({ principalId }) => principalId === grant.principalId);
  if (given !== undefined) throw proxyAlreadyGiven(given.id);
  const link = rivals.find(({ holderId }) => holderId === grant.principalId);
  if (link !== undefined) throw proxyChain(link.id);
}

/**
 * Lets a proxy be revoked until a vote was cast with it. Revoking what is revoked changes nothing and is no error.
 *
 * @throws PROXY.USED
 */
export function assertRevocable({ id, isUsed }: Proxy): void {
  if (isUsed) throw proxyUsed(id);
}

/** Whether a proxy speaks for its principal on this item at this instant, whoever is there. */
export function isInForce(proxy: Proxy, itemId: string, at: Date): boolean {
  const { grantedAt, revokedAt } = proxy;
  const isFor = proxy.itemId === null || proxy.itemId === itemId;
  return isFor && grantedAt <= at && (revokedAt === null || revokedAt > at);
}

/** What must be known to tell who may vote for whom. */
export type ProxyMoment = {
  /** All proxies of the meeting. */
  readonly proxies: readonly Proxy[];
  readonly itemId: string;
  readonly at: Date;
  /** Entitled members who are there themselves, in the room or remote. */
  readonly there: ReadonlySet<MemberId>;
  /** Members whose vote on the item is in, whoever cast it. */
  readonly voted: ReadonlySet<MemberId>;
};
/** Why somebody may not vote for another now. */
export type ProxyObstacle = 'noProxy' | 'holderAbsent' | 'principalPresent' | 'alreadyVoted';

/**
 * Says what keeps a holder from voting for a principal on an item now; null: nothing does.
 *
 * The holder must be there itself: a vote in advance is no presence, so nobody votes in advance for another. Who comes
 * votes for itself, and its proxy rests for as long as it is there.
 */
export function proxyObstacle(holderId: MemberId, principalId: MemberId, moment: ProxyMoment): ProxyObstacle | null {
  const isHeld = moment.proxies.some(
    (proxy) =>
      proxy.holderId === holderId && proxy.principalId === principalId && isInForce(proxy, moment.itemId, moment.at),
  );
  if (!isHeld) return 'noProxy';
  if (!moment.there.has(holderId)) return 'holderAbsent';
  if (moment.there.has(principalId)) return 'principalPresent';
  return moment.voted.has(principalId) ? 'alreadyVoted' : null;
}
