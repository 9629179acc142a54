import { Injectable } from '@nestjs/common';
import { datasetEmbargoed, datasetWithdrawn, isEmbargoed, type Dataset } from '#catalogue';
import { Clock, type CommonsError } from '#kernel';
import {
  allows,
  barsOn,
  explain,
  hiddenColumns,
  untilOf,
  useGrounds,
  type Actor,
  type DecisionRule,
  type Purpose,
  type UseAction,
} from '#policy';
import type { TableSchema } from '#warehouse';
import {
  assessUse,
  noiseNeeded,
  noPolicyFor,
  offersFor,
  rowsUnder,
  type Granted,
  type Refused,
  type UseStanding,
} from '../domain/assess-extract';
import { conditionsOf } from '../domain/conditions';
import { allowedDimensions } from '../domain/granularity';
import { forOthersRecords } from '../domain/microdata-terms';
import { hasColumns, type ExtractRequest, type UseRequest } from '../domain/permit';

/** `until`: the last day of the policies that grant it, `YYYY-MM-DD` in UTC; null: they have none. */
export type Assessment = (Granted & { readonly until: string | null }) | Refused;

/** Asks the policies of an actor whether they allow a use of a dataset, and on which conditions. */
@Injectable()
export class Assessor {
  constructor(private readonly clock: Clock) {}

  assess(by: Actor, dataset: Dataset, { action, ofOthers, ...request }: UseRequest): Assessment {
    const shut = this.shut(dataset);
    if (shut) return shut;
    const found = assessUse(useStanding(by, action, dataset), request);
    const assessment = ofOthers ? forOthersRecords(found) : found;
    if (assessment.outcome === 'granted') {
      const refusal = noiseNeeded(action, assessment.permit.terms);
      if (refusal) return { outcome: 'refused', refusal, clauses: assessment.clauses };
      return { ...assessment, until: lastDayOf(assessment) };
    }
    if (assessment.refusal.code !== 'EXTRACT.NO_POLICY') return assessment;
    const { clauses } = explain(by, action, 'Dataset', dataset);
    return { outcome: 'refused', refusal: noPolicyFor(action), clauses };
  }

  /** What no policy opens: a dataset that its publisher took out, or keeps back for now. */
  private shut(dataset: Dataset): Refused | null {
    if (dataset.withdrawnAt) return refusedBy(datasetWithdrawn(dataset.withdrawnAt), 'DATASET.WITHDRAWN');
    if (!dataset.availableFrom || !isEmbargoed(dataset, this.clock.now())) return null;
    return refusedBy(datasetEmbargoed(dataset.availableFrom), 'DATASET.EMBARGOED');
  }

  /**
   * All that somebody may ask for in one use of a dataset for a purpose, the widest first: columns in the order of the
   * schema, none of them barred or hidden. None where nothing is left.
   */
  offers(by: Actor, action: UseAction, dataset: Dataset, purpose: Purpose): ExtractRequest[] {
    const names = this.visibleSchema(by, action, dataset).fields.map(({ name }) => name);
    const offers = offersFor(useStanding(by, action, dataset), purpose).map(({ dimensions, measures }) => ({
      ...{ purpose, dimensions: names.filter((name) => dimensions.includes(name)) },
      measures: names.filter((name) => measures.includes(name)),
    }));
    return offers.filter(hasColumns);
  }

  /** Who has to say yes to a use, whatever it is exactly; none where some permission asks nobody. */
  requires(by: Actor, action: UseAction, dataset: Dataset): readonly DecisionRule[] {
    const all = useGrounds(by, action, dataset).filter(({ suspended }) => !suspended);
    const asking = all.map((ground) => conditionsOf([ground]).requires);
    return asking.some((rules) => rules.length === 0) ? [] : conditionsOf(all).requires;
  }

  /** Whose rows somebody may use in one way at most; null: everybody's, or none. */
  rows(by: Actor, action: UseAction, dataset: Dataset): 'own' | null {
    return rowsUnder({ grounds: useGrounds(by, action, dataset) });
  }

  /**
   * The schema as far as somebody may know of it: without the columns that are hidden from them; for whom no policy lets
   * read it, only what they may ask for.
   */
  visibleSchema(by: Actor, action: UseAction, dataset: Dataset): TableSchema {
    const { schema } = dataset;
    const hidden = hiddenColumns(by, dataset);
    const named = new Set(
      useGrounds(by, action, dataset).flatMap(({ permission: { dimensions, measures } }) => [
        ...allowedDimensions(dimensions, schema),
        ...measures,
      ]),
    );
    const mayRead = allows(by.ability, 'readMetadata', 'Dataset', dataset);
    const isKnown = (name: string) => !hidden.has(name) && (mayRead || named.has(name));
    return { ...schema, fields: schema.fields.filter(({ name }) => isKnown(name)) };
  }
}

const refusedBy = ({ message, details }: CommonsError, code: Refused['refusal']['code']): Refused => ({
  ...{ outcome: 'refused', refusal: { code, message, details, alternative: null }, clauses: [] },
});

/** Everything by which the policies decide one use of a dataset. */
export const useStanding = (by: Actor, action: UseAction, dataset: Dataset): UseStanding => ({
  grounds: useGrounds(by, action, dataset),
  bars: barsOn(by, action, dataset),
  schema: dataset.schema,
});

const lastDayOf = ({ clauses }: Granted) =>
  untilOf(
    (['federation', 'organisation'] as const).map((level) =>
      clauses.filter((clause) => clause.level === level).map(({ lastDay }) => lastDay),
    ),
  );
