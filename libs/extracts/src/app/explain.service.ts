import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { IdentityService, type Identity } from '#identity';
import { missing, type DatasetId, type PersonId } from '#kernel';
import {
  allows,
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
import type { Alternative, ExtractRequest, UseRequest } from '../domain/permit';
import { Assessor } from './assessor';

/** What is asked: may this person do that? A use of a dataset may say in detail what it would be. */
export type Question = {
  readonly action: Action;
  /** Whom it is about; null: who asks. */
  readonly personId: PersonId | null;
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
  /** Who has to say yes. */
  readonly requires: readonly DecisionRule[];
  /** Whose rows: those of the person's own organisations alone; null: everybody's, or it is refused. */
  readonly rows: 'own' | null;
  /** Why not; null where it is not refused, or no policy speaks of it. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
  /** The nearest that would be granted. */
  readonly alternative: Alternative | null;
  /** What else this person may do with it. */
  readonly instead: readonly Action[];
};

/** Answers before anybody asks in earnest: it decides nothing, and leaves nothing behind. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly datasets: DatasetService,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly assessor: Assessor,
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
    if (!asked.use || !allows(who.ability, 'discover', 'Dataset', dataset)) {
      return { ...general, rows: this.assessor.rows(who, asked.action, dataset) };
    }
    return this.ofUse(who, dataset, { ...asked.use, action: asked.action }, general);
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
      ...{ outcome: allowed ? 'allowed' : 'refused', requires: [], rows: null, refusal: null, alternative: null },
    };
  }

  private ofUse(who: Actor, dataset: Dataset, request: UseRequest, general: AccessExplanation): AccessExplanation {
    const assessment = this.assessor.assess(who, dataset, request);
    if (assessment.outcome === 'refused') {
      const { code, message, alternative } = assessment.refusal;
      const { clauses } = assessment;
      return { ...general, outcome: 'refused', clauses, until: null, refusal: { code, message }, alternative };
    }
    const { clauses, until, requires, permit } = assessment;
    const outcome = requires.length > 0 ? 'onApplication' : 'allowed';
    return { ...general, outcome, clauses, until, requires, rows: permit.rows ?? null };
  }

  private async subjectOf(by: Actor, personId: PersonId | null, record: Placed): Promise<Actor> {
    if (personId === null || personId === by.identity?.personId) return by;
    if (!mayAskAbout(by, record)) throw missing('person', personId);
    return this.policies.actorFor((await this.identities.find(personId)) ?? strangerCalled(personId));
  }
}

/** Who is in no book is answered about like somebody of no organisation: stewards do not learn who is in other books. */
const strangerCalled = (personId: PersonId): Identity => ({
  ...{ personId, name: '', email: '', language: 'en', scopes: 'all', memberships: [] },
});

type Placed = Pick<Records[SubjectName], 'federationId'> & { readonly publisherId?: string };

/** Who answers for a dataset, or audits the federation, may ask what others may do: nobody else learns of their roles. */
const mayAskAbout = ({ identity }: Actor, { federationId, publisherId }: Placed): boolean =>
  identity?.memberships.some(
    ({ role, organisationId, federationIds }) =>
      federationIds.includes(federationId) &&
      (role === 'auditor' || (role === 'steward' && organisationId === publisherId)),
  ) ?? false;

const isUse = (action: Action): action is UseAction => (USE_ACTIONS as readonly Action[]).includes(action);
