import { Injectable } from '@nestjs/common';
import { IdentityService, MembersBook } from '#identity';
import { isId, type ApplicationId, type OrganisationId, type PersonId } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application } from '../domain/application/application';
import { mayNotReview, notAReviewer, reviewGiven, reviewsOpened } from '../domain/application/errors';
import { parseNote } from '../domain/application/form';
import { reviewersNeeded } from '../domain/application/requirements';
import { opened, type Review, type Verdict } from '../domain/application/reviews';
import { isIndependent } from '../domain/application/roles';
import { ApplicationDesk } from './application-desk';
import { ApplicationNews } from './application-news';

/** Independent reviews of applications, each given without knowing of the others. */
@Injectable()
export class PeerReviewService {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly news: ApplicationNews,
    private readonly book: MembersBook,
    private readonly identities: IdentityService,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Asks somebody of the federation to review, who is of no organisation that anybody who applies is of. Once the reviews of a revision are opened nobody more is asked about it.
   *
   * @throws REVIEW.NOT_INDEPENDENT, REVIEW.OPENED, APPLICATION.NOT_NOW, APPLICATION.MISSING
   */
  async invite(by: Actor, id: ApplicationId, personId: PersonId): Promise<Application> {
    const { application: seen } = await this.desk.look(by, [id, 'inviteReviewer']);
    if (!isId(personId)) throw mayNotReview(personId);
    const known = await this.book.inBookOf(this.stores.db, seen.federationId, [personId], await this.work.now());
    if (!known.has(personId)) throw mayNotReview(personId);
    const candidate = await this.identities.identityOf(personId);
    const houses = await this.organisationsOf(seen.coApplicants.map((one) => one.personId));
    const isOfOne = candidate.memberships.some(({ organisationId }) => houses.has(organisationId));
    return this.desk.act(by, [id, 'inviteReviewer'], async (tx, { application, reviews }) => {
      if (isOfOne || !isIndependent(application, candidate)) throw mayNotReview(personId);
      if (opened(reviews, reviewersNeeded(application.requirements))) throw reviewsOpened();
      if (!(await this.stores.voices.addReviewer(tx, id, personId, await tx.now()))) return tx.unchanged(application);
      const facts = { personId };
      await this.desk.enter(tx, application, { kind: 'reviewerInvited', visibility: 'handlers', facts });
      const about = `${id}/${application.revision}`;
      await this.news.ask(tx, application, { to: [personId], kind: 'reviewAsked', about });
      return application;
    });
  }

  /** Goes on without a reviewer who has not answered. @throws REVIEW.GIVEN, REVIEWER.MISSING, APPLICATION.NOT_NOW */
  remove(by: Actor, id: ApplicationId, personId: PersonId): Promise<Application> {
    return this.desk.act(by, [id, 'removeReviewer'], async (tx, { application, reviews }) => {
      const review = reviews.find(({ reviewerId }) => reviewerId === personId);
      if (!review) throw notAReviewer(personId);
      if (review.verdict !== null) throw reviewGiven();
      await this.stores.voices.removeReviewer(tx, id, personId);
      const facts = { personId };
      await this.desk.enter(tx, application, { kind: 'reviewerRemoved', visibility: 'handlers', facts });
      const others = reviews.filter(({ reviewerId }) => reviewerId !== personId);
      await this.tellIfOpened(tx, application, others);
      return application;
    });
  }

  /** Says what the caller thinks of it, once for each revision. @throws REVIEW.GIVEN, APPLICATION.INVALID, APPLICATION.NOT_NOW */
  answer(
    by: Actor,
    id: ApplicationId,
    said: { readonly verdict: Verdict; readonly note: string },
  ): Promise<Application> {
    const note = parseNote(said.note);
    return this.desk.act(by, [id, 'review'], async (tx, { application, reviews }) => {
      const { personId } = identityOf(by);
      if (reviews.some(({ reviewerId, verdict }) => reviewerId === personId && verdict !== null)) throw reviewGiven();
      const review = { reviewerId: personId, verdict: said.verdict, note, at: await tx.now() };
      await this.stores.voices.insertReview(tx, application, review);
      const facts = { verdict: said.verdict };
      await this.desk.enter(tx, application, { kind: 'reviewed', visibility: 'review', note, facts });
      const others = reviews.filter(({ reviewerId }) => reviewerId !== personId);
      await this.tellIfOpened(tx, application, [...others, review]);
      return application;
    });
  }

  /** Who decides is told once all have answered; by what they said, only in the application itself. */
  private async tellIfOpened(tx: Transaction, application: Application, reviews: readonly Review[]): Promise<void> {
    if (!opened(reviews, reviewersNeeded(application.requirements))) return;
    const to = await this.news.handlers(tx, application);
    await this.news.tell(tx, application, {
      to,
      kind: 'reviewsIn',
      about: `${application.id}/${application.revision}`,
    });
  }

  private async organisationsOf(people: readonly PersonId[]): Promise<ReadonlySet<OrganisationId>> {
    const organisations = new Set<OrganisationId>();
    for (const id of people) {
      const { memberships } = await this.identities.identityOf(id);
      for (const { organisationId } of memberships) organisations.add(organisationId);
    }
    return organisations;
  }
}
