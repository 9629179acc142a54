import { Injectable } from '@nestjs/common';
import type { PolicyId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { alreadySuspended, personOf, policyNotInForce, PolicyService, type Actor, type PolicyVersion } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { noSuspension } from '../../domain/body/errors';
import { ratifyingSentences } from '../../domain/motion/motion-sentences';
import { LAPSE_SUSPENSION } from '../../jobs';
import { assertOfficer } from '../access';
import { ProposalService } from './proposal.service';

const MS_PER_DAY = 86_400_000;

/** What became of a call to suspend a policy. */
export type SuspensionCall = {
  /** `called`: others of the board have to call for it too. */
  readonly state: 'suspended' | 'called';
  readonly calls: number;
  readonly needed: number;
};

/** Stops a policy in an emergency: by whom the statute names, until the body ratifies it, or it lapses. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly policies: PolicyService,
    private readonly proposals: ProposalService,
  ) {}

  /**
   * The chair suspends alone; a board when more than half of it has called for it. The motion to ratify is put to the
   * body at once.
   *
   * @throws POLICY.MISSING, POLICY.NOT_IN_FORCE, BODY.NO_SUSPENSION, BODY.NOT_AN_OFFICER, POLICY.SUSPENDED_ALREADY
   */
  async suspend(by: Actor, policyId: PolicyId, reason: string): Promise<SuspensionCall> {
    const [version] = await this.policies.history(by, policyId);
    if (!version || !(await this.policies.isInForce(version))) throw policyNotInForce(policyId);
    return this.work.run(by, async (tx) => {
      const body = await this.stores.bodies.ofOwner(tx, version);
      const { document } = await this.stores.statutes.current(tx, body.id);
      if (!document.suspension) throw noSuspension();
      const { office, ratifyWithinDays } = document.suspension;
      await assertOfficer(tx, this.stores.seats, by, { bodyId: body.id, offices: [office] });
      const seats = await this.stores.seats.ofBody(tx, body.id, office);
      const now = await tx.now();
      if (version.suspension) throw alreadySuspended(policyId);
      const calls = await this.stores.seats.callForSuspension(tx, version.id, personOf(by), {
        at: now,
        among: seats.map(({ personId }) => personId),
      });
      const needed = Math.floor(seats.length / 2) + 1;
      tx.record({ type: 'suspension.called', policyId, versionId: version.id, calls, needed });
      if (calls < needed) return { state: 'called', calls, needed };
      const until = new Date(now.getTime() + ratifyWithinDays * MS_PER_DAY);
      const { federationId, organisationId } = body;
      await this.stores.seats.forgetSuspensionCalls(tx, version.id);
      await this.policies.suspend(tx, { policyId, federationId, organisationId, resolution: null, reason, until });
      await this.proposals.enter(
        tx,
        { body, motion: ratification(version), sentences: ratifyingSentences(version.document.title) },
        { proposedBy: null, replaces: null },
      );
      tx.enqueue(LAPSE_SUSPENSION, { policyId }, until);
      return { state: 'suspended', calls, needed };
    });
  }

  /** Enters that a suspension lapsed which nobody ratified; again, it changes nothing. */
  lapse(by: Principal, policyId: PolicyId): Promise<void> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      if ((await this.policies.lapse(tx, policyId)) === 'nothing-to-lapse') tx.unchanged(null);
    });
  }
}

const ratification = ({ policyId, document, hash }: PolicyVersion) =>
  ({ kind: 'ratifySuspension', policyId, title: document.title, policyHash: hash }) as const;
