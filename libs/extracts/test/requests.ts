import type { Dataset } from '#catalogue';
import { BodyService, dataCommittee, StatuteService } from '#governance';
import type { Role } from '#identity';
import { Clock, type ApplicationId, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy, type Actor, type DecisionRule, type PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../test/support/commons';
import { membersMay } from '../../../test/support/policies';
import {
  ApplicationReader,
  ApplicationService,
  HandlingService,
  PartyService,
  SubmissionService,
  type Application,
  type ApplicationView,
} from '../src/index';

const SCHEMA: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' },
    { name: 'need', type: 'string', required: true, categories: ['casa', 'cura'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
const ROWS = 'zone,need,hours\n' + ['A,casa,1.5', 'B,cura,2.0'].map((row) => `${row}\n`.repeat(5)).join('');
const DAY_MS = 86_400_000;

/** What a policy lets members do with every dataset. */
export type Use = {
  readonly decision?: DecisionRule;
  readonly duties?: readonly object[];
  readonly grantDays?: number;
  readonly minPeople?: number;
  readonly purposes?: readonly string[];
};

export const FORM = {
  ...{ purpose: 'AcademicResearch', legalBasis: 'publicTask', sensitiveBasis: null, funding: '', retentionDays: 365 },
  ...{ project: { title: 'Bisogni di cura', summary: 'Quante persone hanno bisogno di cura, e dove.' } },
  ...{ startsOn: null, endsOn: null },
};

export const usePolicy = ({ minPeople = 3, purposes = ['AcademicResearch'], ...more }: Use, validUntil?: string) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Uso dei dati', prohibitions: [], validUntil: validUntil ?? null },
    permissions: [
      {
        ...{ assignee: { type: 'members' }, actions: ['requestExtract'], subject: 'Dataset', where: 'everything' },
        ...{ purposes, dimensions: ['zone', 'need'], measures: ['hours'] },
        ...{ terms: { minPeople, minContributors: 1 }, ...more },
      },
    ],
  });

/** A federation in which people ask for data: Aurora publishes, Ada of Dora applies. */
export class Requests {
  readonly people = new Map<string, PersonId>();

  private constructor(
    readonly commons: Commons,
    readonly dataset: Dataset,
    readonly policy: PolicyVersion,
  ) {}

  static async start(use: Use = {}): Promise<Requests> {
    const commons = await Commons.start();
    await commons.work(async (tx) => {
      const place = { kind: 'federation', federationId: commons.federationId, organisationId: null } as const;
      await commons
        .get(StatuteService)
        .found(tx, await commons.get(BodyService).enter(tx, place), dataCommittee(), null);
    });
    await commons.enact(membersMay('read', 'propose', 'vote'));
    const policy = await commons.enact(usePolicy(use));
    const requests = new Requests(commons, await commons.publish(SCHEMA), policy);
    await requests.enrol('ada', 1, 'member');
    return requests;
  }

  /** @param at which cooperative: 0 publishes, 1 applies */
  async enrol(name: string, at: number, role: Role): Promise<PersonId> {
    const id = await this.commons.person(this.organisation(at), role);
    this.people.set(name, id);
    return id;
  }

  organisation(at: number): OrganisationId {
    return this.commons.cooperatives[at] as OrganisationId;
  }

  id(name: string): PersonId {
    return this.people.get(name) as PersonId;
  }

  /** Somebody by name; `handler` is Aurora's steward, who publishes. */
  as(name: string): Promise<Actor> {
    return name === 'handler' ? this.commons.steward(0) : this.commons.actor(this.id(name));
  }

  contribute(at: number) {
    return this.commons.contribute(this.dataset, at, ROWS);
  }

  item(more: object = {}) {
    return { datasetId: this.dataset.id, action: 'requestExtract', dimensions: ['zone'], measures: ['hours'], ...more };
  }

  written(form: object = {}, items: readonly object[] = [this.item()]) {
    return { form: { ...FORM, ...form }, items };
  }

  async draft(form: object = {}, items?: readonly object[], name = 'ada'): Promise<Application> {
    const at = name === 'ada' ? 1 : 2;
    const written = this.written(form, items);
    return this.commons.get(ApplicationService).start(await this.as(name), this.organisation(at), written);
  }

  async accept(id: ApplicationId, name = 'ada'): Promise<Application> {
    const parties = this.commons.get(PartyService);
    const { hash } = await parties.agreement(await this.as(name), id);
    return parties.acceptTerms(await this.as(name), id, hash);
  }

  async submit(id: ApplicationId, name = 'ada'): Promise<Application> {
    await this.accept(id, name);
    return this.commons.get(SubmissionService).submit(await this.as(name), id);
  }

  /** Written, accepted and submitted. */
  async submitted(form: object = {}, items?: readonly object[], name = 'ada'): Promise<Application> {
    return this.submit((await this.draft(form, items, name)).id, name);
  }

  async return(id: ApplicationId, note = 'Spiegate meglio.'): Promise<Application> {
    return this.commons.get(HandlingService).return(await this.as('handler'), id, note);
  }

  async approve(id: ApplicationId, said: { note?: string; changes?: unknown } = {}, name = 'handler') {
    return this.commons.get(HandlingService).approve(await this.as(name), id, said);
  }

  async read(id: ApplicationId, name = 'ada'): Promise<ApplicationView> {
    return this.commons.get(ApplicationReader).read(await this.as(name), id);
  }

  /** What somebody is shown of what happened, in order. */
  async history(id: ApplicationId, name = 'ada'): Promise<string[]> {
    const events = await this.commons.get(ApplicationReader).history(await this.as(name), id);
    return events.map(({ kind }) => kind);
  }

  /** What somebody was told, by kind. */
  async told(personId: PersonId): Promise<string[]> {
    const rows = await this.commons.db.query<{ kind: string }>(
      'select kind from notifications.notification where person_id = $1 order by id',
      [personId],
    );
    return rows.map(({ kind }) => kind);
  }

  advanceDays(days: number): void {
    const clock: { offsetMs: number } = this.commons.get(Clock);
    clock.offsetMs += days * DAY_MS;
  }

  stop(): Promise<void> {
    return this.commons.stop();
  }
}
