import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { assertScope } from '#identity';
import { newId, type ApplicationId, type FederationId, type OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { dayOf, identityOf, PURPOSES, USE_ACTIONS, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application, ApplicationForm, CartItem } from '../domain/application/application';
import { invalidApplication, notYourName, severalFederations } from '../domain/application/errors';
import { parseCart, parseForm, parseNote } from '../domain/application/form';
import { mayApplyFor } from '../domain/application/roles';
import { ApplicationDesk, isApplying } from './application-desk';
import { applicants, ApplicationNews } from './application-news';

/** An application as somebody wrote it. */
export type WrittenApplication = { readonly form: unknown; readonly items: unknown };

const VOCABULARY = { purposes: PURPOSES, actions: USE_ACTIONS };

/** What somebody does with the own application, but for submitting it. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly datasets: DatasetService,
    private readonly news: ApplicationNews,
  ) {}

  /**
   * Starts an application in the name of an organisation that the caller belongs to, for datasets of one federation.
   *
   * @throws APPLICATION.INVALID, APPLICATION.NOT_YOUR_NAME, APPLICATION.SEVERAL_FEDERATIONS, DATASET.MISSING,
   *   POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async start(by: Actor, organisationId: OrganisationId, written: WrittenApplication): Promise<Application> {
    const { form, items, federationId } = await this.parse(by, written);
    return this.begin(by, { organisationId, federationId, form, items }, { kind: 'started' });
  }

  /** Replaces what a draft, or a returned application, says. @throws APPLICATION.INVALID, APPLICATION.NOT_NOW, DATASET.MISSING */
  async save(by: Actor, id: ApplicationId, written: WrittenApplication): Promise<Application> {
    await this.desk.look(by, [id, 'save']);
    const { form, items, federationId } = await this.parse(by, written);
    return this.desk.act(by, [id, 'save'], (tx, { application }) => {
      if (application.federationId !== federationId) throw severalFederations();
      return this.desk.save(tx, { ...application, form, items }, { kind: 'saved' });
    });
  }

  /** A new draft that says what this one says, for the caller alone. @throws APPLICATION.MISSING, DATASET.MISSING */
  async copyAsNew(by: Actor, id: ApplicationId): Promise<Application> {
    const { application } = await this.desk.look(by, [id, 'copyAsNew']);
    return this.begin(by, application, { kind: 'copied', facts: { from: id } });
  }

  /** Takes an application back before it is decided. @throws APPLICATION.MISSING, APPLICATION.NOT_NOW */
  withdraw(by: Actor, id: ApplicationId, note = ''): Promise<Application> {
    const words = parseNote(note);
    return this.desk.act(by, [id, 'withdraw'], (tx, { application }) =>
      this.desk.save(tx, { ...application, state: 'withdrawn' }, { kind: 'withdrawn', note: words }),
    );
  }

  /**
   * Says something about an application, to everybody who may read it, or to those who handle and audit it only. What an
   * applicant says is for everybody.
   *
   * @throws APPLICATION.INVALID, APPLICATION.MISSING, APPLICATION.NOT_NOW
   */
  remark(
    by: Actor,
    id: ApplicationId,
    text: string,
    visibility: 'public' | 'handlers' = 'public',
  ): Promise<Application> {
    const note = parseNote(text, 1);
    return this.desk.act(by, [id, 'remark'], async (tx, { application, roles }) => {
      const shownTo = isApplying(roles) ? 'public' : visibility;
      await this.desk.enter(tx, application, { kind: 'remarked', visibility: shownTo, note });
      const handlers = application.revision === 0 ? [] : await this.news.handlers(tx, application);
      const to = [...handlers, ...(shownTo === 'public' ? applicants(application) : [])];
      await this.news.tell(tx, application, { to, kind: 'remarkAdded', extra: [note] });
      return application;
    });
  }

  private begin(
    by: Actor,
    { organisationId, federationId, form, items }: Begun,
    entry: { readonly kind: 'started' | 'copied'; readonly facts?: Readonly<Record<string, unknown>> },
  ): Promise<Application> {
    const identity = identityOf(by);
    assertScope(identity, 'extract');
    if (!mayApplyFor(identity, organisationId)) throw notYourName(organisationId);
    return this.work.run(by, async (tx) => {
      const application: Application = {
        ...{ id: newId<ApplicationId>(), federationId, organisationId, applicantId: identity.personId, form, items },
        ...{ state: 'draft', revision: 0, coApplicants: [], acceptance: null, requirements: [], publishers: [] },
        ...{ deciders: [], createdAt: await tx.now(), submittedAt: null, decidedAt: null, decision: null },
        ...{ submitted: null, approvedItems: null },
      };
      await this.stores.applications.insert(tx, application);
      await this.desk.enter(tx, application, entry);
      return application;
    });
  }

  private async parse(by: Actor, written: WrittenApplication): Promise<Omit<Begun, 'organisationId'>> {
    assertScope(identityOf(by), 'extract');
    const form = parseForm(written.form, VOCABULARY);
    assertNotOver(form, await this.work.now());
    const items = parseCart(written.items, VOCABULARY);
    const federations = new Set<FederationId>();
    for (const { datasetId } of items) federations.add((await this.datasets.read(by, datasetId)).federationId);
    const [federationId, ...others] = federations;
    if (!federationId || others.length > 0) throw severalFederations();
    return { form, items, federationId };
  }
}

/** @throws APPLICATION.INVALID if the last day that is asked for has passed */
function assertNotOver({ endsOn }: ApplicationForm, now: Date): void {
  if (endsOn === null || endsOn >= dayOf(now)) return;
  throw invalidApplication([{ path: 'form.endsOn', problem: 'has passed: ask for a later day, or for none' }]);
}

type Begun = {
  readonly organisationId: OrganisationId;
  readonly federationId: FederationId;
  readonly form: ApplicationForm;
  readonly items: readonly CartItem[];
};
