import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import { isId, type ApplicationId, type PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import { agreementHash, agreementOn, type Agreement } from '../domain/application/agreement';
import type { Application } from '../domain/application/application';
import {
  changedMeanwhile,
  invalidApplication,
  invitedAlready,
  itemsRefused,
  notInBook,
  otherTerms,
} from '../domain/application/errors';
import { MOST_CO_APPLICANTS } from '../domain/application/form';
import { assertRetention } from '../domain/application/retention';
import { ApplicationAssessment, demandingItems, refusalsOf, type AssessedCart } from './application-assessment';
import { ApplicationDesk, isApplying } from './application-desk';
import { ApplicationGranting } from './application-granting';
import { applicants, ApplicationNews } from './application-news';

/** What those who apply agree to, and the hash by which they say so. */
export type Agreed = { readonly agreement: Agreement; readonly hash: string };

/** Who applies together, and what each of them agrees to. */
@Injectable()
export class PartyService {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly assessment: ApplicationAssessment,
    private readonly granting: ApplicationGranting,
    private readonly news: ApplicationNews,
    private readonly book: MembersBook,
  ) {}

  /** Asks somebody of the applying organisation, or of the federation, to apply together. @throws APPLICATION.NOT_IN_BOOK, APPLICATION.INVITED_ALREADY, APPLICATION.NOT_NOW */
  invite(by: Actor, id: ApplicationId, personId: PersonId): Promise<Application> {
    return this.desk.act(by, [id, 'inviteCoApplicant'], async (tx, { application }) => {
      if (applicants(application).includes(personId)) throw invitedAlready(personId);
      if (application.coApplicants.length >= MOST_CO_APPLICANTS) {
        throw invalidApplication([{ path: 'coApplicants', problem: `has room for at most ${MOST_CO_APPLICANTS}` }]);
      }
      await this.assertInBook(tx, application, personId);
      const coApplicant = { personId, invitedAt: await tx.now(), acceptedAt: null, acceptedHash: null };
      await this.stores.applications.putCoApplicant(tx, id, coApplicant);
      const invited = { ...application, coApplicants: [...application.coApplicants, coApplicant] };
      await this.desk.enter(tx, invited, { kind: 'coApplicantInvited', facts: { personId } });
      await this.news.ask(tx, invited, { to: [personId], kind: 'coApplicantInvited', about: id });
      return invited;
    });
  }

  /** Takes an invitation back, or goes on without somebody. @throws APPLICATION.NOT_NOW */
  remove(by: Actor, id: ApplicationId, personId: PersonId): Promise<Application> {
    return this.desk.act(by, [id, 'inviteCoApplicant'], async (tx, { application }) => {
      if (!application.coApplicants.some((one) => one.personId === personId)) throw notInBook(personId);
      return this.without(tx, application, personId, 'coApplicantRemoved');
    });
  }

  /** Goes: whoever leaves an approved application has no part in its grants any more. @throws APPLICATION.NOT_NOW */
  leave(by: Actor, id: ApplicationId): Promise<Application> {
    return this.desk.act(by, [id, 'leave'], (tx, { application }) =>
      this.without(tx, application, identityOf(by).personId, 'left'),
    );
  }

  /**
   * What everybody who applies agrees to: of a draft, under the policies of this moment; of what was approved, as it was.
   * Those who decide see what was last submitted, whatever is being written meanwhile.
   *
   * @throws APPLICATION.MISSING, APPLICATION.REFUSED if the policies do not allow what the draft asks for;
   *   APPLICATION.RETENTION_TOO_LONG if it would be kept for longer than they do
   */
  async agreement(by: Actor, id: ApplicationId): Promise<Agreed> {
    const { application, roles } = await this.desk.look(by, [id, 'read']);
    const isBeingWritten = isApplying(roles) && isWritten(application.state);
    return agreedOn(application, isBeingWritten ? await this.cartOf(application) : null);
  }

  /**
   * Accepts the terms, for oneself. Where less was approved than was asked for, the applicant's acceptance begins the
   * grants, and a co-applicant's gives a part in them.
   *
   * @param hash of the agreement that was read
   * @throws APPLICATION.OTHER_TERMS, APPLICATION.NOT_NOW, APPLICATION.NO_LONGER_PERMITTED, APPLICATION.CHANGED
   */
  async acceptTerms(by: Actor, id: ApplicationId, hash: string): Promise<Application> {
    const { application: seen } = await this.desk.look(by, [id, 'acceptTerms']);
    const cart = await this.cartOf(seen);
    return this.desk.act(by, [id, 'acceptTerms'], async (tx, { application }) => {
      if (JSON.stringify(application.items) !== JSON.stringify(seen.items)) throw changedMeanwhile();
      const agreed = agreedOn(application, cart);
      if (agreed.hash !== hash) throw otherTerms(agreed.hash);
      const { personId } = identityOf(by);
      const accepting = await this.accepting(tx, application, personId, hash);
      await this.desk.save(tx, accepting, { kind: 'termsAccepted', facts: { hash } });
      if (application.state !== 'approved') return accepting;
      await this.granting.accepted(tx, accepting, personId, cart);
      await this.news.tell(tx, accepting, {
        ...{ to: await this.news.handlers(tx, accepting), kind: 'changedTermsAccepted' },
        ...{ about: `${id} ${personId}`, actor: await this.news.nameOf(tx, personId) },
      });
      return accepting;
    });
  }

  private async accepting(
    tx: Transaction,
    application: Application,
    personId: PersonId,
    hash: string,
  ): Promise<Application> {
    const at = await tx.now();
    if (application.applicantId === personId) return { ...application, acceptance: { hash, at } };
    const coApplicants = application.coApplicants.map((one) =>
      one.personId === personId ? { ...one, acceptedAt: at, acceptedHash: hash } : one,
    );
    for (const one of coApplicants) {
      if (one.personId === personId) await this.stores.applications.putCoApplicant(tx, application.id, one);
    }
    return { ...application, coApplicants };
  }

  /** What was submitted is assessed as it was, what is being written as it is; always for the applicant. */
  private cartOf({ applicantId, state, form, items, submitted }: Application): Promise<AssessedCart> {
    const { form: asked, items: cart } = isWritten(state) || submitted === null ? { form, items } : submitted;
    return this.assessment.assessFor(applicantId, asked.purpose, cart);
  }

  private async without(
    tx: Transaction,
    application: Application,
    personId: PersonId,
    kind: 'left' | 'coApplicantRemoved',
  ): Promise<Application> {
    await this.stores.applications.removeCoApplicant(tx, application.id, personId);
    for (const { id } of await this.stores.grants.ofApplication(application.id, tx)) {
      await this.stores.grants.removeHolder(tx, id, personId);
    }
    await this.desk.enter(tx, application, { kind, facts: { personId } });
    const coApplicants = application.coApplicants.filter((one) => one.personId !== personId);
    return { ...application, coApplicants };
  }

  private async assertInBook(tx: Transaction, application: Application, personId: PersonId): Promise<void> {
    if (!isId(personId)) throw notInBook(personId);
    const now = await tx.now();
    for (const book of [application.organisationId, application.federationId]) {
      if ((await this.book.inBookOf(tx, book, [personId], now)).has(personId)) return;
    }
    throw notInBook(personId);
  }
}

const isWritten = (state: Application['state']) => state === 'draft' || state === 'returned';

/** @throws APPLICATION.REFUSED, APPLICATION.RETENTION_TOO_LONG */
function agreedOn({ state, form, submitted, approvedItems }: Application, cart: AssessedCart | null): Agreed {
  const agreement =
    cart !== null && isWritten(state)
      ? agreementOn(form, grantedItems(form, cart))
      : agreementOn(submitted?.form ?? form, approvedItems ?? submitted?.items ?? []);
  return { agreement, hash: agreementHash(agreement) };
}

/** @throws APPLICATION.REFUSED, APPLICATION.RETENTION_TOO_LONG */
function grantedItems({ retentionDays }: Application['form'], cart: AssessedCart) {
  const refusals = refusalsOf(cart);
  if (refusals.length > 0) throw itemsRefused(refusals);
  const items = demandingItems(cart);
  assertRetention(retentionDays, items);
  return items;
}
