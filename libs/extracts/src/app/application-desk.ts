import { Injectable } from '@nestjs/common';
import { assertScope, hasScope, type Identity, type Scope } from '#identity';
import type { ApplicationId, ErrorDetails } from '#kernel';
import { UnitOfWork, type Queryable, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application, PublisherApproval } from '../domain/application/application';
import type { VoteBucket } from '../domain/application/bucket';
import type { ApplicationEvent } from '../domain/application/history';
import { outcomesOf } from '../domain/application/bucket';
import type { Consent, Voices } from '../domain/application/requirements';
import type { Review } from '../domain/application/reviews';
import { rolesOf } from '../domain/application/roles';
import { assertMay, possibleActions, type ApplicationAction, type ApplicationRole } from '../domain/application/states';

/** An application with all that was said about its present revision, and what the caller is to it. */
export type ApplicationFile = {
  readonly application: Application;
  readonly roles: readonly ApplicationRole[];
  readonly reviews: readonly Review[];
  readonly consents: readonly Consent[];
  readonly approvals: readonly PublisherApproval[];
  readonly buckets: readonly VoteBucket[];
};

type Entry = Pick<ApplicationEvent, 'kind'> &
  Partial<Pick<ApplicationEvent, 'visibility' | 'note' | 'facts'>> & {
    /** What the note is made of again in the language of whoever reads it; the journal keeps no sentences. */
    readonly details?: ErrorDetails;
  };

const READING: readonly ApplicationAction[] = ['read', 'readHandlersRemarks'];

/** Where every application is taken up: locked, looked at by who the caller is to it, and checked against the table. */
@Injectable()
export class ApplicationDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: ApplicationStores,
  ) {}

  /**
   * Does something to an application, if the table of states allows the caller to. Of two who decide at once the second
   * sees what the first did.
   *
   * @throws APPLICATION.MISSING, APPLICATION.NOT_NOW, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  act<T>(
    by: Actor,
    [id, action]: readonly [ApplicationId, ApplicationAction],
    deed: (tx: Transaction, file: ApplicationFile) => Promise<T>,
  ): Promise<T> {
    return this.work.run(by, async (tx) => {
      // Asked before anything is read, here and below, so that nobody learns what there is.
      identityOf(by);
      const application = await this.stores.applications.lock(tx, id);
      return deed(tx, await this.checked(tx, by, application, action));
    });
  }

  /** The application as it is, for whoever may do this with it; what comes of it is decided under the lock again. */
  async look(by: Actor, [id, action]: readonly [ApplicationId, ApplicationAction]): Promise<ApplicationFile> {
    identityOf(by);
    const application = await this.stores.applications.find(id);
    return this.checked(this.stores.db, by, application, action);
  }

  /** Whether the table lets the caller read it; of one that does not exist it does not. */
  async mayRead(by: Actor, id: ApplicationId): Promise<boolean> {
    const application = await this.stores.applications.find(id);
    const { roles } = await this.fileOf(this.stores.db, application, identityOf(by));
    return possibleActions(application.state, roles).includes('read');
  }

  /** Enters what happened: into the history of the application, and into the journal without what only some may read. */
  async enter(tx: Transaction, application: Application, entry: Entry): Promise<void> {
    const { kind, visibility = 'public', note = '', facts = {}, details } = entry;
    const kept = details ? { ...facts, details } : facts;
    await this.stores.events.insert(tx, application, { kind, visibility, note, facts: kept });
    const { id: applicationId, revision } = application;
    const type = `application.${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` as const;
    tx.record({ type, applicationId, revision, ...(visibility === 'review' ? {} : facts) });
  }

  /** Saves an application and enters what happened to it. */
  async save(tx: Transaction, application: Application, entry: Entry): Promise<Application> {
    await this.stores.applications.save(tx, application);
    await this.enter(tx, application, entry);
    return application;
  }

  private async checked(
    on: Queryable,
    by: Actor,
    application: Application,
    action: ApplicationAction,
  ): Promise<ApplicationFile> {
    const identity = identityOf(by);
    const file = await this.fileOf(on, application, identity);
    assertMay(application, file.roles, action);
    for (const scope of scopesOf(action, file.roles)) assertScope(identity, scope);
    return file;
  }

  private async fileOf(on: Queryable, application: Application, identity: Identity): Promise<ApplicationFile> {
    const { voices, buckets } = this.stores;
    const reviews = await voices.reviews(application, on);
    const consents = await voices.consents(application, on);
    const roles = rolesOf(application, identity, {
      reviewers: reviews.map(({ reviewerId }) => reviewerId),
      contributors: consents.map(({ organisationId }) => organisationId),
    });
    const approvals = await voices.approvals(application, on);
    return {
      ...{ application, roles, reviews, consents, approvals },
      buckets: await buckets.ofApplication(application, on),
    };
  }
}

export const isApplying = (roles: readonly ApplicationRole[]): boolean =>
  roles.includes('applicant') || roles.includes('coApplicant');

export const voicesOf = ({ reviews, consents, buckets }: ApplicationFile): Voices => ({
  ...{ reviews, consents, votes: outcomesOf(buckets) },
});

/** Of what somebody may do, what their token is made for. */
export const withinScopes = (
  identity: Identity,
  roles: readonly ApplicationRole[],
  actions: readonly ApplicationAction[],
): ApplicationAction[] =>
  actions.filter((action) => scopesOf(action, roles).every((scope) => hasScope(identity, scope)));

/**
 * What an API token must be made for: those who apply ask for data, the others act in somebody's name. Whoever does
 * something is answered with what came of it, and so must be able to read: or it would be done, and the answer a no.
 */
function scopesOf(action: ApplicationAction, roles: readonly ApplicationRole[]): readonly Scope[] {
  if (READING.includes(action)) return ['read'];
  return ['read', isApplying(roles) ? 'extract' : 'manage'];
}
