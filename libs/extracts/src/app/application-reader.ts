import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import type { ApplicationId } from '#kernel';
import { identityOf, type Actor } from '#policy';
import type { ApplicationList } from '../db/application-lists';
import { ApplicationStores } from '../db/application.stores';
import type { AccessDecision } from '../domain/access-decision';
import { shownTo, type Application, type PublisherApproval } from '../domain/application/application';
import type { VoteBucket } from '../domain/application/bucket';
import { differences, type Difference } from '../domain/application/differences';
import { revisionMissing } from '../domain/application/errors';
import { historyFor, type ApplicationEvent } from '../domain/application/history';
import { possibleNow } from '../domain/application/possible-now';
import { reviewersNeeded, unmetOf, type Consent, type Unmet } from '../domain/application/requirements';
import { opened, type Review } from '../domain/application/reviews';
import { stewardedOf } from '../domain/application/roles';
import { possibleActions, type ApplicationAction, type ApplicationRole } from '../domain/application/states';
import type { Grant } from '../domain/grant/grant';
import { ApplicationAssessment } from './application-assessment';
import { ApplicationDesk, isApplying, voicesOf, withinScopes, type ApplicationFile } from './application-desk';
import { UseVoteService } from './application-vote.service';
import { DecisionBook } from './decision-book';

/** An application as the caller is shown it, with what they are to it and may do now. */
export type ApplicationView = {
  readonly application: Application;
  readonly roles: readonly ApplicationRole[];
  readonly actions: readonly ApplicationAction[];
  /** What is missing before it can be approved; nothing unless it is submitted. */
  readonly unmet: readonly Unmet[];
  /** Of those who handle or audit it, once opened; of a reviewer, the own one. */
  readonly reviews: readonly Review[];
  /** How many were asked to review, and how many have; to those who handle or audit it. */
  readonly reviewers: { readonly asked: number; readonly answered: number } | null;
  /** All, to those who handle or audit it; to a contributor's stewards, their own. */
  readonly consents: readonly Consent[];
  readonly approvals: readonly PublisherApproval[];
  readonly votes: readonly VoteBucket[];
  readonly grants: readonly Grant[];
};

/** What people read of applications. */
@Injectable()
export class ApplicationReader {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly assessment: ApplicationAssessment,
    private readonly votes: UseVoteService,
    private readonly decisions: DecisionBook,
  ) {}

  /** One application, with the votes on it settled that are counted. @throws APPLICATION.MISSING */
  async read(by: Actor, id: ApplicationId): Promise<ApplicationView> {
    const file = await this.settled(by, id);
    const { application, roles, reviews, consents, approvals, buckets } = file;
    const watches = possibleActions(application.state, roles).includes('readHandlersRemarks');
    const identity = identityOf(by);
    const asked = consents.map(({ organisationId }) => organisationId);
    const stewarded = stewardedOf(application, identity, asked);
    const unmet = await this.unmet(file);
    const own = reviews.filter(({ reviewerId }) => reviewerId === identity.personId);
    return {
      ...{ roles, approvals, votes: buckets },
      consents: consents.filter(({ organisationId }) => watches || stewarded.includes(organisationId)),
      application: shownTo(application, isApplying(roles)),
      actions: withinScopes(identity, roles, possibleNow({ ...file, asker: identity, unmet })),
      unmet,
      reviews: watches && areOpened(application, reviews) ? reviews : own,
      reviewers: watches
        ? { asked: reviews.length, answered: reviews.filter(({ verdict }) => verdict !== null).length }
        : null,
      grants: await this.stores.grants.ofApplication(id),
    };
  }

  /** Everything that happened, oldest first, as far as it concerns the caller. @throws APPLICATION.MISSING */
  async history(by: Actor, id: ApplicationId): Promise<ApplicationEvent[]> {
    const { application, roles } = await this.settled(by, id);
    const open = new Set<number>();
    for (let revision = 1; revision <= application.revision; revision += 1) {
      const reviews = await this.stores.voices.reviews({ id, revision });
      if (areOpened(application, reviews, revision)) open.add(revision);
    }
    return historyFor(await this.stores.events.all(id), {
      id: identityOf(by).personId,
      applies: isApplying(roles),
      handles: possibleActions(application.state, roles).includes('readHandlersRemarks'),
      opened: (revision) => open.has(revision),
    });
  }

  /**
   * What changed between two revisions, for highlighting.
   *
   * @param numbers from 1; the second may be the first's predecessor
   * @throws APPLICATION.MISSING, REVISION.MISSING
   */
  async differences(by: Actor, id: ApplicationId, numbers: readonly [number, number]): Promise<Difference[]> {
    await this.desk.look(by, [id, 'read']);
    const revisions = await this.stores.applications.revisions(id);
    const [before, after] = numbers.map((number) => revisions.find((one) => one.number === number));
    if (!before || !after) throw revisionMissing(numbers);
    return differences(before, after);
  }

  /** What the policies said of it each time they were asked, and why. @throws APPLICATION.MISSING */
  async explained(by: Actor, id: ApplicationId): Promise<AccessDecision[]> {
    await this.desk.look(by, [id, 'read']);
    return this.decisions.ofApplication(id);
  }

  /** One of the caller's lists, newest first, as each reader is shown it. @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  async page(by: Actor, list: ApplicationList, after: string | null, limit: number): Promise<Application[]> {
    const identity = identityOf(by);
    assertScope(identity, 'read');
    const applications = await this.stores.applications.page(list, identity, after, limit);
    return applications.map((application) => shownTo(application, list === 'mine'));
  }

  private async settled(by: Actor, id: ApplicationId): Promise<ApplicationFile> {
    const file = await this.desk.look(by, [id, 'read']);
    if (file.application.state !== 'submitted' || !(await this.votes.settleDue(file.buckets))) return file;
    return this.desk.look(by, [id, 'read']);
  }

  private async unmet(file: ApplicationFile): Promise<Unmet[]> {
    const { state, requirements } = file.application;
    if (state !== 'submitted') return [];
    return unmetOf(requirements, voicesOf(file), await this.assessment.contributors(requirements));
  }
}

/** All who were asked have answered, or the decision has fallen. */
function areOpened(application: Application, reviews: readonly Review[], revision = application.revision): boolean {
  if (application.decidedAt !== null) return true;
  return revision === application.revision && opened(reviews, reviewersNeeded(application.requirements));
}
