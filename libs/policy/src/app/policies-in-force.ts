import { Injectable } from '@nestjs/common';
import type { Identity } from '#identity';
import { missing, type FederationId, type OrganisationId, type PolicyId } from '#kernel';
import { Database } from '#platform';
import { PolicyStore } from '../db/policy.store';
import type { Actor } from '../domain/actor';
import type { Reviewed } from '../domain/coverage/coverage';
import { dayOf, isOf, type Owner, type PolicyVersion } from '../domain/policy';
import type { PolicyDocument } from '../domain/policy-document';
import { inForceOf, isSuspended, type PolicyInForce } from '../domain/policy-in-force';
import { AbilityCache } from './ability-cache';
import { newVersion } from './new-version';
import { Revisions } from './revisions';

/** All policies in force, and the number that names this state of them. */
type State = {
  readonly revision: number;
  readonly policies: readonly PolicyInForce[];
  /** Those whose suspension lapses by the clock alone. */
  readonly lapsing: readonly PolicyInForce[];
};

/** What a motion would do: a new policy, the next version of one, or (without a document) the end of one. */
export type PolicyChange = {
  readonly federationId: FederationId;
  /** Whose own policy it is; null: the federation's. */
  readonly organisationId: OrganisationId | null;
  readonly policyId: PolicyId | null;
  readonly document: PolicyDocument | null;
};

/** Makes actors as the policies in force let them do now, and as they would after a change. */
export type AbilitiesUnder = {
  readonly now: (identity: Identity) => Actor;
  readonly draft: (identity: Identity) => Actor;
};

/** The rules that a change would leave, and every permission that the same owner ever adopted. */
export type RulesUnder = Pick<Reviewed, 'draft' | 'others' | 'earlier' | 'now'>;

export type Moment = Pick<State, 'revision' | 'policies'> & { readonly now: Date };

/** Knows the policies in force at this moment, and whom they let do what. */
@Injectable()
export class PoliciesInForce {
  private state: State | null = null;
  private readonly cache = new AbilityCache();

  constructor(
    private readonly policies: PolicyStore,
    private readonly db: Database,
    private readonly revisions: Revisions,
  ) {}

  async moment(): Promise<Moment> {
    const { number, now } = await this.revisions.current();
    const { revision, policies } = await this.stateAt(number);
    return { revision, policies, now };
  }

  async now(): Promise<Date> {
    return (await this.revisions.current()).now;
  }

  /** @see PolicyService.actorFor */
  async actorFor(who: Identity | null | Promise<Identity>): Promise<Actor> {
    const [identity, { number, now }] = await Promise.all([who, this.revisions.current()]);
    const { revision, policies, lapsing } = await this.stateAt(number);
    const suspended = lapsing.filter((policy) => isSuspended(policy, now)).map(({ versionId }) => versionId);
    const state = `${revision} ${dayOf(now)} ${suspended.join()}`;
    return {
      id: identity?.personId ?? 'anonymous',
      identity,
      revision,
      ...this.cache.get(state, identity, policies, now),
    };
  }

  /** @see PolicyService.abilitiesUnder */
  async abilitiesUnder(change: PolicyChange): Promise<AbilitiesUnder> {
    const { now, revision, policies } = await this.moment();
    const drafted = await this.drafted(change, now);
    const others = policies.filter(({ policyId }) => policyId !== change.policyId);
    const actorsOf = (state: readonly PolicyInForce[]) => {
      const cache = new AbilityCache();
      return (identity: Identity): Actor => {
        return { id: identity.personId, identity, revision, ...cache.get('', identity, state, now) };
      };
    };
    return { now: actorsOf(policies), draft: actorsOf([...others, ...drafted]) };
  }

  /** @see PolicyService.rulesUnder */
  async rulesUnder(change: PolicyChange): Promise<RulesUnder> {
    const { now, policies } = await this.moment();
    const { federationId, organisationId, policyId } = change;
    const [draft = null] = await this.drafted(change, now);
    const others = policies.filter((policy) => policy.federationId === federationId && policy.policyId !== policyId);
    const versions = await this.policies.everAdopted({ federationId, organisationId });
    return { draft, others, earlier: versions.flatMap(({ document }) => document.permissions), now };
  }

  /** The version that a change would put into force; none if it ends a policy. */
  private async drafted({ document, policyId, ...owner }: PolicyChange, now: Date): Promise<PolicyInForce[]> {
    const previous = policyId === null ? null : await this.latest(policyId, owner);
    if (!document) return [];
    const version = newVersion(previous, owner, document, { enactedAt: now, enactedBy: null });
    return [inForceOf(version, await this.policies.isDelegated(owner))];
  }

  private async latest(policyId: PolicyId, owner: Owner): Promise<PolicyVersion> {
    const [latest] = await this.policies.versions(this.db, policyId);
    if (!latest || !isOf(latest, owner)) throw missing('policy', policyId);
    return latest;
  }

  /** The state of that number; or a newer one, under its own number, if something was enacted in between. */
  private async stateAt(revision: number): Promise<State> {
    if (this.state?.revision === revision) return this.state;
    const { number, policies } = await this.policies.inForce();
    const lapsing = policies.filter(({ suspension }) => suspension !== null && suspension.until !== null);
    this.state = { revision: number, policies, lapsing };
    return this.state;
  }
}
