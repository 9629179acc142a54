import { Injectable } from '@nestjs/common';
import type { Language } from '#identity';
import type { PolicyId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { lastDayOf, PolicyService, sentences } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { renewalSentences } from '../../domain/motion/motion-sentences';
import { withSunset } from '../../domain/motion/sunset';
import type { NamesFor } from './discussion.service';
import { promiseReview, reviewDue } from './promise-review';
import { ProposalService } from './proposal.service';

/** Asks a body, before one of its policies ends by its sunset, whether it is to go on. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly policies: PolicyService,
    private readonly proposals: ProposalService,
  ) {}

  /**
   * Puts the renewal of a policy to its body, word for word, until the latest day that the statute allows; the next
   * assembly has it on its agenda by itself. Nothing, if the policy ended meanwhile; later, if it was changed, or the
   * statute was, and its review is not due yet. May be repeated.
   */
  review(by: Principal, policyId: PolicyId, namesFor: NamesFor): Promise<void> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      const version = await this.policies.latestInForce(tx, policyId);
      if (!version || (await this.stores.proposals.isUnderReview(tx, policyId, version.id))) {
        tx.unchanged(undefined);
        return;
      }
      const body = await this.stores.bodies.ofOwner(tx, version);
      const { document: statute } = await this.stores.statutes.current(tx, body.id);
      const now = await tx.now();
      const due = reviewDue(version, statute);
      if (due && now < due) {
        promiseReview(tx, version, statute);
        tx.unchanged(undefined);
        return;
      }
      const document = withSunset({ ...version.document, validUntil: null }, statute, now);
      const lastDay = lastDayOf(version);
      if (lastDay !== null && lastDay === lastDayOf({ document, enactedAt: now })) {
        tx.unchanged(undefined);
        return;
      }
      const names = await namesFor([document, body.organisationId], body.federationId);
      const renewal = renewalSentences(document.title, lastDay);
      const said = (language: Language) => [
        ...renewal[language],
        ...sentences(document, language, names, body.organisationId),
      ];
      await this.proposals.enter(
        tx,
        { body, motion: { kind: 'enactPolicy', policyId, document }, sentences: { it: said('it'), en: said('en') } },
        { proposedBy: null, replaces: null },
      );
    });
  }
}
