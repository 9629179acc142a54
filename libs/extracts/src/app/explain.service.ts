import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { IdentityService, type Identity } from '#identity';
import { missing, type DatasetId, type GrantId, type PersonId } from '#kernel';
import {
  allows,
  dayOf,
  explain,
  PolicyService,
  USE_ACTIONS,
  type Action,
  type Actor,
  type DecidingClause,
  type DecisionRule,
  type Records,
  type SubjectName,
  type UseAction,
} from '#policy';
import { measuredColumns } from '../domain/asked-statistic';
import { toldRefusal } from '../domain/errors';
import { withDefaults } from '../domain/microdata-terms';
import type { Alternative, ExtractRequest, Refusal, ToldRefusal, UseRequest } from '../domain/permit';
import { answersFor, type Placed } from './answers-for';
import { Assessor } from './assessor';
import { GrantedUse } from './granted-use';

/** What is asked: may this person do that? A use of a dataset may say in detail what it would be. */
export type Question = {
  readonly action: Action;
  /** Whom it is about; null: who asks. */
  readonly personId: PersonId | null;
};

/** What the policies say of rows of others; where somebody has to decide, it may be stricter yet. */
export type RecordsExplanation = {
  readonly terms: ReturnType<typeof withDefaults> | null;
  readonly refusal: ToldRefusal | null;
};

/** The answer, by the very rules that decide. */
export type AccessExplanation = {
  readonly personId: PersonId | null;
  readonly action: Action;
  /** `onApplication`: the policies allow it, and somebody has to say yes. */
  readonly outcome: 'allowed' | 'refused' | 'onApplication';
  /** Names the state of all policies that decided. */
  readonly policyRevision: number;
  readonly clauses: readonly DecidingClause[];
  /** The last day of what allows it, `YYYY-MM-DD` in UTC; null: without end, or refused. */
  readonly until: string | null;
  /** The grant by which it is allowed; null: none is needed, or there is none. */
  readonly grantId: GrantId | null;
  /** Who has to say yes. */
  readonly requires: readonly DecisionRule[];
  /** Whose rows: those of the person's own organisations alone; null: everybody's, or it is refused. */
  readonly rows: 'own' | null;
  /** Why not; null where it is not refused. */
  readonly refusal: ToldRefusal | null;
  /** The nearest that would be granted. */
  readonly alternative: Alternative | null;
  /** Of rows of others, one by one: under which terms they would leave, or why they would not; null: it was not asked for. */
  readonly records: RecordsExplanation | null;
  /** What else this person may do with it. */
  readonly instead: readonly Action[];
};

const NOT_PERMITTED = { code: 'POLICY.NOT_PERMITTED', message: 'No policy in force permits this.' };
const FORBIDDEN = { code: 'POLICY.PROHIBITED', message: 'A policy in force forbids this: the clauses say where.' };

/** Answers before anybody asks in earnest: it decides nothing, and leaves nothing behind. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly datasets: DatasetService,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly assessor: Assessor,
    private readonly granted: GrantedUse,
  ) {}

  /**
   * Why somebody may or may not do something with a dataset.
   *
   * @param use in detail, for a use of it; left out: whether the policies permit that use at all
   * @throws DATASET.MISSING, also where the caller may not know of it; PERSON.MISSING unless it is the caller, or the
   *   caller is an auditor of the federation or a steward of the publisher
   */
  async ofDataset(
    by: Actor,
    id: DatasetId,
    asked: Question & { use: ExtractRequest | null },
  ): Promise<AccessExplanation> {
    const dataset = await this.datasets.read(by, id);
    const who = await this.subjectOf(by, asked.personId, dataset);
    const general = this.ofRecordBy(who, asked.action, 'Dataset', dataset);
    if (!isUse(asked.action)) return general;
    if (asked.use && allows(who.ability, 'discover', 'Dataset', dataset)) {
      const request = { ...asked.use, measures: measuredColumns(asked.use.measures), action: asked.action };
      return { ...(await this.ofUse(who, dataset, request, general)), records: this.ofRecords(who, dataset, request) };
    }
    const requires = this.assessor.requires(who, asked.action, dataset);
    const rows = this.assessor.rows(who, asked.action, dataset);
    return { ...general, rows, requires, outcome: requires.length > 0 ? 'onApplication' : general.outcome };
  }

  /**
   * Why somebody may or may not do something with a record that the caller has read.
   *
   * @throws PERSON.MISSING, as for datasets
   */
  async ofRecord<S extends SubjectName>(
    by: Actor,
    noun: S,
    record: Records[S],
    { personId, action }: Question,
  ): Promise<AccessExplanation> {
    return this.ofRecordBy(await this.subjectOf(by, personId, record), action, noun, record);
  }

  private ofRecordBy<S extends SubjectName>(
    who: Actor,
    action: Action,
    noun: S,
    record: Records[S],
  ): AccessExplanation {
    const { allowed, ...explanation } = explain(who, action, noun, record);
    return {
      ...{ personId: who.identity?.personId ?? null, action, policyRevision: who.revision },
      ...explanation,
      ...{ outcome: allowed ? 'allowed' : 'refused', requires: [], rows: null, grantId: null, alternative: null },
      records: null,
      refusal: allowed ? null : explanation.clauses.length > 0 ? FORBIDDEN : NOT_PERMITTED,
    };
  }

  private async ofUse(
    who: Actor,
    dataset: Dataset,
    request: UseRequest,
    general: AccessExplanation,
  ): Promise<AccessExplanation> {
    const assessment = this.assessor.assess(who, dataset, request);
    if (assessment.outcome === 'refused') {
      const clauses = this.knowsOf(who, dataset, request) ? assessment.clauses : [];
      return { ...general, ...refusedWith(assessment.refusal), clauses };
    }
    const { clauses, until, requires, permit } = assessment;
    const permitted = { ...general, refusal: null, clauses, until, rows: permit.rows ?? null };
    if (requires.length === 0 || !who.identity) return { ...permitted, outcome: 'allowed', requires };
    return { ...permitted, requires, ...(await this.byGrant(who.identity.personId, dataset.id, request)) };
  }

  /** Rows of others leave under stricter rules than one's own: none of the answers about the use in general. */
  private ofRecords(who: Actor, dataset: Dataset, request: UseRequest): RecordsExplanation | null {
    if (request.action !== 'exportRecords' || !this.knowsOf(who, dataset, request)) return null;
    const assessment = this.assessor.assess(who, dataset, { ...request, ofOthers: true });
    if (assessment.outcome === 'refused') {
      return { terms: null, refusal: toldRefusal(assessment.refusal) };
    }
    const { microdata } = assessment.permit.terms;
    return { terms: microdata ? withDefaults(microdata) : null, refusal: null };
  }

  /** Where somebody has to decide: what the grant that there is, or its absence, makes of it. */
  private async byGrant(
    personId: PersonId,
    datasetId: DatasetId,
    request: UseRequest,
  ): Promise<Pick<AccessExplanation, 'outcome'> & Partial<AccessExplanation>> {
    const found = await this.granted.of(personId, datasetId, request);
    if (!('code' in found)) {
      return { outcome: 'allowed', grantId: found.id, until: dayOf(found.endsAt), requires: [] };
    }
    const { code, alternative } = found;
    return code === 'EXTRACT.NEEDS_APPLICATION' ? { outcome: 'onApplication', alternative } : refusedWith(found);
  }

  /** Which clause hides a column would tell that there is one. */
  private knowsOf(who: Actor, dataset: Dataset, { action, dimensions, measures }: UseRequest): boolean {
    const { fields } = this.assessor.visibleSchema(who, action, dataset);
    return [...dimensions, ...measures].every((column) => fields.some(({ name }) => name === column));
  }

  private async subjectOf(by: Actor, personId: PersonId | null, record: Placed): Promise<Actor> {
    if (personId === null || personId === by.identity?.personId) return by;
    if (!answersFor(by, record)) throw missing('person', personId);
    return this.policies.actorFor((await this.identities.find(personId)) ?? strangerCalled(personId));
  }
}

/** Who is in no book is answered about like somebody of no organisation: stewards do not learn who is in other books. */
const strangerCalled = (personId: PersonId): Identity => ({
  ...{ personId, name: '', email: '', language: 'en', scopes: 'all', memberships: [] },
});

const refusedWith = (refusal: Refusal) =>
  ({ outcome: 'refused', until: null, refusal: toldRefusal(refusal), alternative: refusal.alternative }) as const;

const isUse = (action: Action): action is UseAction => (USE_ACTIONS as readonly Action[]).includes(action);
