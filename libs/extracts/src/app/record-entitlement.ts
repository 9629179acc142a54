import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import type { OrganisationId } from '#kernel';
import type { Purpose } from '#policy';
import { NOTHING_LEFT } from '../domain/assess-extract';
import { hasColumns, type ExtractRequest, type Refusal, type UseRequest } from '../domain/permit';
import { Assessor } from './assessor';
import { Entitlement, type Entitled } from './entitlement';
import { GrantedUse } from './granted-use';
import type { Signed } from './signed';

/** Rows of one organisation, and what they are wanted back for. */
export type OwnRows = { readonly organisationId: OrganisationId; readonly purpose: Purpose };

/** What somebody may take out of their organisation's rows; the request names its columns. */
export type EntitledRecords = Entitled & { readonly request: UseRequest };

const ACTION = 'exportRecords';

const NOT_YOURS: Refusal = {
  code: 'RECORDS.NOT_YOURS',
  message: 'Records are handed to the people of the organisation that contributed them: ask for those of one of yours.',
  alternative: null,
};

/**
 * Whether somebody may take their organisation's own rows out at this moment, and which columns of them.
 *
 * A permission of everybody's records serves for one's own as well; none serves here for anybody else's.
 */
@Injectable()
export class RecordEntitlement {
  constructor(
    private readonly assessor: Assessor,
    private readonly entitlement: Entitlement,
    private readonly granted: GrantedUse,
  ) {}

  /** As many columns as are permitted at once; where somebody has to decide, as many of them as a grant has. */
  async of(actor: Signed, dataset: Dataset, rows: OwnRows): Promise<EntitledRecords> {
    const offers = this.assessor.offers(actor, ACTION, dataset, rows.purpose);
    const [first, ...others] = offers;
    const widest = await this.ask(actor, dataset, { rows, wish: first ?? nothingFor(rows) });
    if (widest.assessment.outcome === 'granted') return widest;
    for (const wish of [...others, ...(await this.withinGrant(actor, dataset, offers))]) {
      const found = await this.ask(actor, dataset, { rows, wish });
      if (found.assessment.outcome === 'granted') return found;
    }
    return widest;
  }

  /** The same columns once more, by the policies and the members' book of this moment. */
  async again({ actor, request }: EntitledRecords, dataset: Dataset, rows: OwnRows): Promise<EntitledRecords> {
    const { personId } = actor.identity;
    return asOwn({ ...(await this.entitlement.ofPerson(personId, dataset, request)), request }, rows);
  }

  private async ask(
    actor: Signed,
    dataset: Dataset,
    { rows, wish }: { readonly rows: OwnRows; readonly wish: ExtractRequest },
  ): Promise<EntitledRecords> {
    const request = { action: ACTION, ...wish } as const;
    return asOwn({ ...(await this.entitlement.of(actor, dataset, request)), request }, rows);
  }

  /** What a grant has of each offer; one that is narrower than what the policies offer must not be of no use. */
  private async withinGrant(actor: Signed, dataset: Dataset, offers: readonly ExtractRequest[]) {
    const [offer] = offers;
    if (!offer) return [];
    const anything = { action: ACTION, ...nothingFor(offer) } as const;
    const grant = await this.granted.of(actor.identity.personId, dataset.id, anything);
    if ('code' in grant) return [];
    return offers
      .map(({ purpose, dimensions, measures }) => ({
        ...{ purpose, dimensions: dimensions.filter((name) => grant.dimensions.includes(name)) },
        measures: measures.filter((name) => grant.measures.includes(name)),
      }))
      .filter(hasColumns);
  }
}

const nothingFor = ({ purpose }: Pick<OwnRows, 'purpose'>): ExtractRequest => ({
  purpose,
  dimensions: [],
  measures: [],
});

/** Refused unless the rows are of an organisation that the person belongs to, whoever else may be permitted to. */
function asOwn(found: EntitledRecords, { organisationId }: OwnRows): EntitledRecords {
  const { actor, assessment, request } = found;
  const refuse = (refusal: Refusal): EntitledRecords => ({
    ...found,
    ...{ assessment: { outcome: 'refused', refusal, clauses: [] }, grantId: null },
  });
  if (!actor.identity.memberships.some((one) => one.organisationId === organisationId)) return refuse(NOT_YOURS);
  return assessment.outcome === 'granted' && !hasColumns(request) ? refuse(NOTHING_LEFT) : found;
}
