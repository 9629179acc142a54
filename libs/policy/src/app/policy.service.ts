import { Injectable } from '@nestjs/common';
import type { Identity } from '#identity';
import { missing, type FederationId, type OrganisationId, type PolicyId, type PolicyVersionId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { PolicyStore, type Delegation } from '../db/policy.store';
import { allows } from '../domain/ability';
import { authorise, belongsTo, type Actor } from '../domain/actor';
import { composedRules, type ComposedClause } from '../domain/composition/composed-rules';
import { dayOf, hasEnded, type Owner, type PolicyVersion } from '../domain/policy';
import type { PolicyDocument } from '../domain/policy-document';
import type { Names } from '../domain/sentence/names';
import { wordingHash } from '../domain/sentence/sentences';
import { asOf, hasLapsed, suspendVersion } from '../domain/suspension';
import type { Records } from '../domain/vocabulary';
import { newVersion } from './new-version';
import { PoliciesInForce, type AbilitiesUnder, type PolicyChange, type RulesUnder } from './policies-in-force';

/** Whose policy it is. `organisationId`: that organisation's own; null or left out: the federation's. */
export type Whose = { readonly federationId: FederationId; readonly organisationId?: OrganisationId | null };

/** By which resolution: the ballot; null only where there was none, as when a federation is founded. */
type Resolved = { readonly resolution: string | null };

/** What is being enacted, by which resolution; `policyId` given: its next version. */
export type Enactment = Whose &
  Resolved & {
    readonly document: PolicyDocument;
    readonly policyId: PolicyId | null;
  };

/** What happens to a policy, by which resolution of whose it is. */
type Deed = Whose & Resolved & { readonly policyId: PolicyId };

/** What the policies of a federation, and of one of its organisations, are together. */
export type Composition = {
  readonly clauses: readonly ComposedClause[];
  /** Whether the organisation gave its power to the federation, so that its own clauses have no effect. */
  readonly delegated: boolean;
};

@Injectable()
export class PolicyService {
  constructor(
    private readonly policies: PolicyStore,
    private readonly db: Database,
    private readonly inForce: PoliciesInForce,
  ) {}

  /**
   * Builds the actor of one request, who may still be being recognised, from the policies in force now: one indexed
   * read, then compiled rules from memory as long as no policy was enacted, suspended or ended on any server, no
   * suspension lapsed, and the day is the same.
   */
  actorFor(who: Identity | null | Promise<Identity>): Promise<Actor> {
    return this.inForce.actorFor(who);
  }

  /**
   * Puts a policy, or its next version, into force within the transaction that decided it. A next version is not
   * suspended, whatever the one before it was.
   *
   * @throws POLICY.MISSING if `policyId` is not a policy of this owner; POLICY.NOT_ITS_OWN
   */
  async enact(tx: Transaction, { document, policyId, resolution, ...whose }: Enactment): Promise<PolicyVersion> {
    const owner = ownerOf(whose);
    const previous = policyId ? await this.policies.lockLatest(tx, policyId, owner) : null;
    const enactedAt = await tx.now();
    const version = newVersion(previous, owner, document, { enactedAt, enactedBy: resolution });
    if (previous && !previous.endedAt) await this.policies.end(tx, previous, enactedAt, resolution);
    await this.policies.insert(tx, version);
    const { number, hash } = version;
    const wording = wordingHash(document, version.organisationId);
    tx.record({ type: 'policy.enacted', ...factsOf(version), number, hash, wording, resolution });
    return version;
  }

  /** Ends a policy within the transaction that decided it. @throws POLICY.MISSING */
  async end(tx: Transaction, { policyId, resolution, ...whose }: Deed): Promise<'ended' | 'had-ended'> {
    const version = await this.policies.lockLatest(tx, policyId, ownerOf(whose));
    if (version.endedAt) return 'had-ended';
    await this.policies.end(tx, version, await tx.now(), resolution);
    tx.record({ type: 'policy.ended', ...factsOf(version), resolution });
    return 'ended';
  }

  /**
   * Stops a policy in an emergency: it permits nothing, and prohibits what it did, until it is lifted, or lapses at a
   * moment because nobody ratified it before. The caller promises a job for that moment, which enters the lapse.
   *
   * @throws POLICY.MISSING, POLICY.NOT_IN_FORCE, POLICY.SUSPENDED_ALREADY, POLICY.SUSPENSION_NEEDS_END,
   *   POLICY.SUSPENSION_NEEDS_REASON
   */
  async suspend(
    tx: Transaction,
    { policyId, resolution, reason, until, ...whose }: Deed & { readonly reason: string; readonly until: Date },
  ): Promise<PolicyVersion> {
    const { version, now } = await this.settled(tx, policyId, ownerOf(whose));
    const suspension = suspendVersion(version, { reason, until }, now);
    await this.policies.insertSuspension(tx, version, suspension, resolution);
    const facts = { reason: suspension.reason, until: until.toISOString(), resolution };
    tx.record({ type: 'policy.suspended', ...factsOf(version), ...facts });
    return { ...version, suspension };
  }

  /**
   * Lets a suspension stand until further notice. One that has lapsed is not revived: it must be decided anew.
   *
   * @throws POLICY.MISSING
   */
  async ratifySuspension(
    tx: Transaction,
    { policyId, resolution, ...whose }: Deed,
  ): Promise<'ratified' | 'had-been-ratified' | 'was-not-suspended'> {
    const { version, now } = await this.settled(tx, policyId, ownerOf(whose));
    if (!version.suspension) return 'was-not-suspended';
    if (version.suspension.ratified) return 'had-been-ratified';
    await this.policies.ratifySuspension(tx, version, now, resolution);
    tx.record({ type: 'policy.suspension-ratified', ...factsOf(version), resolution });
    return 'ratified';
  }

  /** Ends a suspension by a decision, ratified or not. @throws POLICY.MISSING */
  async lift(tx: Transaction, { policyId, resolution, ...whose }: Deed): Promise<'lifted' | 'was-not-suspended'> {
    const { version, now } = await this.settled(tx, policyId, ownerOf(whose));
    if (!version.suspension) return 'was-not-suspended';
    await this.policies.endSuspension(tx, version, now);
    tx.record({ type: 'policy.suspension-lifted', ...factsOf(version), resolution });
    return 'lifted';
  }

  /**
   * Enters that a suspension lapsed which nobody ratified in time. It had lapsed by the clock already: the policy
   * permits again from that very moment, on every server, however late this comes. Again, it changes nothing; then the
   * caller says `tx.unchanged`.
   */
  async lapse(tx: Transaction, policyId: PolicyId): Promise<'lapsed' | 'nothing-to-lapse'> {
    const version = await this.policies.lockLatest(tx, policyId);
    const { suspension } = (await this.settle(tx, version)).version;
    return version.suspension && !suspension ? 'lapsed' : 'nothing-to-lapse';
  }

  /**
   * Gives an organisation's power over what is its own to the federation, whose policies then decide alone; or takes it
   * back, and the organisation's own policies bind again.
   */
  async setDelegation(
    tx: Transaction,
    { delegated, resolution = null, ...to }: Delegation & Partial<Resolved> & { readonly delegated: boolean },
  ): Promise<'changed' | 'as-it-was'> {
    const { federationId, organisationId } = to;
    const isNew = delegated ? await this.policies.delegate(tx, to, resolution) : await this.policies.resume(tx, to);
    if (!isNew) return 'as-it-was';
    const type = delegated ? 'policy.power-delegated' : 'policy.power-resumed';
    tx.record({ type, federationId, organisationId, resolution });
    return 'changed';
  }

  /** Every version of a policy, newest first. @throws POLICY.MISSING, POLICY.FORBIDDEN */
  async history(by: Actor, id: PolicyId): Promise<PolicyVersion[]> {
    const versions = await this.policies.versions(this.db, id);
    const [latest] = versions;
    if (latest) authorise(by, 'read', 'Policy', { id, federationId: latest.federationId });
    return this.asOfNow(versions);
  }

  /** The version of a policy that binds at this moment; null: it has ended. For jobs, which act for nobody. */
  async latestInForce(on: Queryable, id: PolicyId): Promise<PolicyVersion | null> {
    const [latest] = await this.policies.versions(on, id);
    if (!latest) throw missing('policy', id);
    return (await this.isInForce(latest)) ? latest : null;
  }

  /** The latest version's policy, as what policies decide about. @throws POLICY.MISSING, POLICY.FORBIDDEN */
  async latest(by: Actor, id: PolicyId): Promise<Records['Policy']> {
    const [version] = await this.history(by, id);
    if (!version) throw missing('policy', id);
    return { id, federationId: version.federationId };
  }

  /** A version as it was voted; the caller has been shown a decision that it made. @throws POLICY.MISSING */
  async version(id: PolicyVersionId): Promise<PolicyVersion> {
    const version = await this.policies.version(this.db, id);
    if (!version) throw missing('policy', id);
    return version;
  }

  /** The latest version of each policy the caller may see, newest policy first. */
  async page(by: Actor, after: string | null, limit: number): Promise<PolicyVersion[]> {
    return this.asOfNow(await this.policies.page(by.ability, after, limit));
  }

  /** Whether a version still binds today: neither ended by a resolution nor past its last day. Suspended ones do. */
  async isInForce(version: PolicyVersion): Promise<boolean> {
    return version.endedAt === null && !hasEnded(version, await this.inForce.now());
  }

  /**
   * The versions in force that end by themselves before a day: what should be on an agenda by then.
   *
   * @param day `YYYY-MM-DD`, in UTC; a version whose last day it is, is not among them
   * @returns the first to end first
   */
  async endingBefore(on: Queryable, day: string): Promise<PolicyVersion[]> {
    const now = await this.inForce.now();
    const versions = await this.policies.ending(on, { from: dayOf(now), before: day });
    return versions.map((version) => asOf(version, now));
  }

  /**
   * The policies in force of a federation and of one of its organisations, merged into one rule: which clause came from
   * whom, and what the others leave of it. Whole or not at all: a rule with a part left out would be another rule.
   *
   * @param namesFor finds what people call the things that these policies name by id
   * @throws FEDERATION.MISSING, as if it did not exist, to strangers; POLICY.FORBIDDEN
   */
  async composition(
    by: Actor,
    federationId: FederationId,
    organisationId: OrganisationId | null,
    namesFor: (policies: readonly object[]) => Promise<Names>,
  ): Promise<Composition> {
    const { policies: all, now } = await this.inForce.moment();
    const policies = all.filter(
      (policy) =>
        policy.federationId === federationId &&
        (policy.organisationId === null || policy.organisationId === organisationId),
    );
    const records = policies.map(({ policyId: id }) => ({ id, federationId }));
    const mayReadAll = records.every((record) => allows(by.ability, 'read', 'Policy', record));
    if (!belongsTo(by, federationId) && !(mayReadAll && records.length > 0)) throw missing('federation', federationId);
    for (const record of records) authorise(by, 'read', 'Policy', record);
    const delegated = await this.policies.isDelegated({ federationId, organisationId });
    return { clauses: composedRules(policies, organisationId, await namesFor(policies), now), delegated };
  }

  /**
   * Makes actors as the policies in force let them do at this moment, and as they would after a change; nothing is
   * changed. For previews: what a person may do in one and not in the other is what the change would do.
   *
   * @throws POLICY.MISSING if the policy is not this owner's; POLICY.NOT_ITS_OWN
   */
  abilitiesUnder(change: PolicyChange): Promise<AbilitiesUnder> {
    return this.inForce.abilitiesUnder(change);
  }

  /**
   * The rules as a change would leave them, for who reviews them before the vote; nothing is changed.
   *
   * @throws POLICY.MISSING if the policy is not this owner's; POLICY.NOT_ITS_OWN
   */
  rulesUnder(change: PolicyChange): Promise<RulesUnder> {
    return this.inForce.rulesUnder(change);
  }

  private async asOfNow(versions: readonly PolicyVersion[]): Promise<PolicyVersion[]> {
    const now = await this.inForce.now();
    return versions.map((version) => asOf(version, now));
  }

  /** The version, locked, with its suspension only if that still holds: one that lapsed meanwhile is entered first. */
  private async settled(tx: Transaction, policyId: PolicyId, owner: Owner) {
    return this.settle(tx, await this.policies.lockLatest(tx, policyId, owner));
  }

  private async settle(tx: Transaction, version: PolicyVersion): Promise<{ version: PolicyVersion; now: Date }> {
    const now = await tx.now();
    if (!hasLapsed(version.suspension, now)) return { version, now };
    await this.policies.endSuspension(tx, version, now);
    tx.record({ type: 'policy.suspension-lapsed', ...factsOf(version) });
    return { version: { ...version, suspension: null }, now };
  }
}

const ownerOf = ({ federationId, organisationId = null }: Whose): Owner => ({ federationId, organisationId });

const factsOf = ({ policyId, id: versionId, federationId, organisationId }: PolicyVersion) => ({
  ...{ policyId, versionId, federationId },
  organisationId,
});
