import { Injectable } from '@nestjs/common';
import type { Identity } from '#identity';
import { newId, type FederationId, type PolicyId, type PolicyVersionId } from '#kernel';
import { Database, type Transaction } from '#platform';
import { PolicyStore } from '../db/policy.store';
import { abilityOf } from '../domain/ability';
import { authorise, type Actor } from '../domain/actor';
import { compilePolicies, hasEnded, type PolicyInForce } from '../domain/compile-policy';
import type { PolicyVersion } from '../domain/policy';
import { policyHash, type PolicyDocument } from '../domain/policy-document';
import { AbilityCache } from './ability-cache';
import { Revisions } from './revisions';

/** All policies in force, and the number that names this state of them. */
type State = { readonly revision: number; readonly policies: readonly PolicyInForce[] };

/** What is being enacted, by which resolution; `policyId` given: its next version. */
export type Enactment = {
  readonly federationId: FederationId;
  readonly document: PolicyDocument;
  readonly policyId: PolicyId | null;
  /** The ballot; null only when a federation is founded. */
  readonly resolution: string | null;
};

@Injectable()
export class PolicyService {
  private state: State | null = null;
  private readonly cache = new AbilityCache();

  constructor(
    private readonly policies: PolicyStore,
    private readonly db: Database,
    private readonly revisions: Revisions,
  ) {}

  /**
   * Builds the actor of one request, who may still be being recognised, from the policies in force now: one indexed
   * read, then compiled rules from memory as long as no policy was enacted or ended on any server, and the day is the
   * same.
   */
  async actorFor(who: Identity | null | Promise<Identity>): Promise<Actor> {
    const [identity, { number, today }] = await Promise.all([who, this.revisions.current()]);
    if (!identity) return { id: 'anonymous', identity, ability: abilityOf([]), grounds: new Map(), revision: number };
    const { revision, policies } = await this.stateAt(number);
    const { ability, grounds } = this.cache.get(`${revision} ${today}`, identity, () => {
      const compiled = compilePolicies(policies, identity, today);
      return { ability: abilityOf(compiled.rules), grounds: compiled.grounds };
    });
    return { id: identity.personId, identity, ability, grounds, revision };
  }

  /**
   * Puts a policy, or its next version, into force within the transaction that decided it.
   *
   * @throws POLICY.MISSING if `policyId` is not a policy of this federation
   */
  async enact(tx: Transaction, { federationId, document, policyId, resolution }: Enactment): Promise<PolicyVersion> {
    const enactedAt = await tx.now();
    const previous = policyId ? await this.policies.lockLatest(tx, policyId, federationId) : null;
    if (previous && !previous.endedAt) await this.policies.end(tx, previous, enactedAt, resolution);
    const version: PolicyVersion = {
      id: newId<PolicyVersionId>(),
      policyId: previous?.policyId ?? newId<PolicyId>(),
      federationId,
      number: (previous?.number ?? 0) + 1,
      document,
      hash: policyHash(document),
      enactedAt,
      enactedBy: resolution,
      endedAt: null,
      endedBy: null,
    };
    await this.policies.insert(tx, version);
    const { id: versionId, number, hash } = version;
    tx.record({
      type: 'policy.enacted',
      policyId: version.policyId,
      versionId,
      number,
      hash,
      federationId,
      resolution,
    });
    return version;
  }

  /** Ends a policy within the transaction that decided it. @throws POLICY.MISSING */
  async end(
    tx: Transaction,
    { policyId, federationId, resolution }: Pick<Enactment, 'federationId' | 'resolution'> & { policyId: PolicyId },
  ): Promise<'ended' | 'had-ended'> {
    const version = await this.policies.lockLatest(tx, policyId, federationId);
    if (version.endedAt) return 'had-ended';
    await this.policies.end(tx, version, await tx.now(), resolution);
    tx.record({ type: 'policy.ended', policyId, versionId: version.id, federationId, resolution });
    return 'ended';
  }

  /** Every version of a policy, newest first. @throws POLICY.MISSING, POLICY.FORBIDDEN */
  async history(by: Actor, id: PolicyId): Promise<PolicyVersion[]> {
    const versions = await this.policies.versions(this.db, id);
    const [latest] = versions;
    if (latest) authorise(by, 'read', 'Policy', { id, federationId: latest.federationId });
    return versions;
  }

  /** The latest version of each policy the caller may see, newest policy first. */
  async page(by: Actor, after: string | null, limit: number): Promise<PolicyVersion[]> {
    return this.policies.page(by.ability, after, limit);
  }

  /** Whether a version still binds today: neither ended by a resolution nor past its last day. */
  async isInForce(version: PolicyVersion): Promise<boolean> {
    const { today } = await this.revisions.current();
    return version.endedAt === null && !hasEnded(version.document, today);
  }

  /** The state of that number; or a newer one, under its own number, if something was enacted in between. */
  private async stateAt(revision: number): Promise<State> {
    if (this.state?.revision === revision) return this.state;
    const { number, versions } = await this.policies.inForce();
    this.state = { revision: number, policies: versions.map(toPolicyInForce) };
    return this.state;
  }
}

const toPolicyInForce = (version: PolicyVersion): PolicyInForce => ({
  policyId: version.policyId,
  versionId: version.id,
  number: version.number,
  federationId: version.federationId,
  hash: version.hash,
  resolution: version.enactedBy,
  document: version.document,
});
