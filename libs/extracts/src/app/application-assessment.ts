import { Injectable } from '@nestjs/common';
import { DatasetService, VersionService, type Dataset } from '#catalogue';
import { IdentityService } from '#identity';
import type { ApplicationId, DatasetId, OrganisationId, PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { PolicyService, type Purpose } from '#policy';
import type { Occasion } from '../domain/access-decision';
import type { CartItem, Requirement } from '../domain/application/application';
import type { ItemRefusal } from '../domain/application/errors';
import type { Contributors, DemandingItem } from '../domain/application/requirements';
import { assertColumns, assertVisible } from '../domain/shape';
import { Assessor, type Assessment } from './assessor';
import { DecisionBook } from './decision-book';
import type { Signed } from './signed';

/** A cart with what the policies of this moment say of each item, in its order. */
export type AssessedCart = {
  readonly actor: Signed;
  readonly items: readonly { readonly item: CartItem; readonly dataset: Dataset; readonly assessment: Assessment }[];
};

/** What makes a protected table, and so must have columns that a table can be made of. */
const TABLES = ['requestExtract', 'queryAggregates'];

/** Asks the policies about a whole cart. */
@Injectable()
export class ApplicationAssessment {
  constructor(
    private readonly datasets: DatasetService,
    private readonly versions: VersionService,
    private readonly assessor: Assessor,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly decisions: DecisionBook,
  ) {}

  /**
   * @throws DATASET.MISSING for what the actor may not know of, or is gone; EXTRACT.UNKNOWN_COLUMN and what else keeps a
   *   table from being made
   */
  async assess(actor: Signed, purpose: Purpose, cart: readonly CartItem[]): Promise<AssessedCart> {
    const items: AssessedCart['items'][number][] = [];
    for (const item of cart) {
      const { datasetId, action, dimensions, measures } = item;
      const dataset = await this.datasets.read(actor, datasetId);
      const known = this.assessor.visibleSchema(actor, action, dataset);
      if (TABLES.includes(action)) assertColumns(dataset.schema, dimensions, measures, known);
      else assertVisible(known, [...dimensions, ...measures]);
      const assessment = this.assessor.assess(actor, dataset, { action, purpose, dimensions, measures });
      items.push({ item, dataset, assessment });
    }
    return { actor, items };
  }

  /** The same for somebody who is not here, by the policies and the members' book of this moment. */
  async assessFor(personId: PersonId, purpose: Purpose, cart: readonly CartItem[]): Promise<AssessedCart> {
    return this.assess(await this.actorOf(personId), purpose, cart);
  }

  /** @throws PERSON.MISSING */
  async actorOf(personId: PersonId): Promise<Signed> {
    const identity = await this.identities.identityOf(personId);
    return { ...(await this.policies.actorFor(identity)), identity };
  }

  /** Keeps what the policies said of each item, refusals too, with what decided it. */
  async keep(tx: Transaction, occasion: Occasion, applicationId: ApplicationId, cart: AssessedCart): Promise<void> {
    const { actor } = cart;
    for (const { item, dataset, assessment } of cart.items) {
      await this.decisions.keep(tx, { occasion, actor, dataset, action: item.action, assessment, applicationId });
    }
  }

  /** Whose rows are in the latest version of each dataset whose contributors have to consent. */
  async contributors(requirements: readonly Requirement[]): Promise<Contributors> {
    const contributors = new Map<DatasetId, OrganisationId[]>();
    for (const requirement of requirements) {
      if (requirement.type !== 'consent') continue;
      const version = await this.versions.latest(requirement.datasetId);
      contributors.set(requirement.datasetId, version?.parts.map(({ organisationId }) => organisationId) ?? []);
    }
    return contributors;
  }
}

export const refusalsOf = ({ items }: AssessedCart): ItemRefusal[] =>
  items.flatMap(({ assessment }, item) =>
    assessment.outcome === 'refused' ? [{ item, refusal: assessment.refusal }] : [],
  );

/** The items that were granted: all of them, where none was refused. */
export const demandingItems = ({ items }: AssessedCart): DemandingItem[] =>
  items.flatMap(({ item, dataset: { publisherId }, assessment }) => {
    if (assessment.outcome === 'refused') return [];
    const { permit, requires, duties, grantDays, until } = assessment;
    return [{ ...item, publisherId, permit, requires, duties, grantDays, until }];
  });
