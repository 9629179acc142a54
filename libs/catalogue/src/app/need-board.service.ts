import { Injectable } from '@nestjs/common';
import { assertScope, seatsAs, type Identity, type Role } from '#identity';
import { newId, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { identityOf, type Actor } from '#policy';
import { NeedStore, type NeedCount, type NeedFilter, type NeedsAsked } from '../db/search/need.store';
import { SearchStore, sightOf } from '../db/search/search.store';
import { needAnswered, needNotYours, tooManyOpenNeeds } from '../domain/search/errors';
import {
  assertAnswerable,
  assertClosable,
  assertNeed,
  dayOf,
  MOST_OPEN_NEEDS,
  type AnswerSubject,
  type Need,
  type NeedAnswer,
  type NeedAnswerId,
  type NeedDraft,
  type NeedId,
} from '../domain/search/need';
import { parseSearchText } from '../domain/search/search-text';
import { UNPRINTABLE } from '../domain/texts';
import { DatasetService } from './dataset.service';
import { assertStewardOf } from './steward';

/**
 * What organisations need to know now, for all of their federation to read and to answer. No policy is asked: the board is
 * talk among members, and what an answer points to is shown to whom policies let know of it.
 */
@Injectable()
export class NeedBoardService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly db: Database,
    private readonly needs: NeedStore,
    private readonly search: SearchStore,
    private readonly datasets: DatasetService,
  ) {}

  /**
   * Posts a need in the name of an organisation of the federation, by one of its stewards.
   *
   * @throws NEED.INVALID, NEED.TOO_MANY_OPEN, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST
   */
  async post(by: Actor, draft: NeedDraft): Promise<Need> {
    const identity = identityOf(by);
    assertScope(identity, 'manage');
    assertStewardOf(by, draft.organisationId, draft.federationId);
    return this.work.run(by, async (tx) => {
      const postedAt = await tx.now();
      assertNeed(draft, postedAt);
      if ((await this.needs.openOf(tx, draft.organisationId, dayOf(postedAt))) >= MOST_OPEN_NEEDS)
        throw tooManyOpenNeeds(MOST_OPEN_NEEDS);
      const open = { closedAt: null, closedReason: null };
      const need: Need = { ...draft, id: newId<NeedId>(), postedBy: identity.personId, postedAt, ...open };
      await this.needs.insert(tx, need);
      const { id: needId, federationId, organisationId, needCategory } = need;
      tx.record({ type: 'need.posted', needId, federationId, organisationId, needCategory });
      return need;
    });
  }

  /**
   * Answers a need with a dataset that the caller may know of, in the name of the organisation in which they have a seat.
   *
   * @throws NEED.MISSING, NEED.CLOSED, NEED.EXPIRED, NEED.ANSWERED_SO, NEED.INVALID, NEED.NOT_YOURS_TO_ANSWER,
   *   DATASET.MISSING, POLICY.FORBIDDEN, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST
   */
  async answer(by: Actor, id: NeedId, datasetId: DatasetId, note: string): Promise<Need> {
    assertScope(identityOf(by), 'manage');
    await this.read(by, id);
    const dataset = await this.datasets.read(by, datasetId);
    return this.answerWith(by, id, { kind: 'dataset', datasetId: dataset.id }, note);
  }

  /**
   * Answers a need with something whose slice has made sure that the caller may show it.
   *
   * @throws as `answer`
   */
  async answerWith(by: Actor, id: NeedId, subject: AnswerSubject, note: string): Promise<Need> {
    const identity = identityOf(by);
    assertScope(identity, 'manage');
    return this.work.run(by, async (tx) => {
      const need = await this.needs.lock(tx, id, federationsOf(identity));
      const answeredAt = await tx.now();
      assertAnswerable(need, note, answeredAt);
      const answer: NeedAnswer = {
        ...{ id: newId<NeedAnswerId>(), needId: id, subject, note, answeredAt },
        ...{ organisationId: organisationIn(identity, need.federationId), answeredBy: identity.personId },
      };
      if (!(await this.needs.insertAnswer(tx, answer))) throw needAnswered(id);
      tx.record({ type: 'need.answered', needId: id, federationId: need.federationId, ...subject });
      return need;
    });
  }

  /** Closes a need for its organisation. @throws NEED.MISSING, NEED.CLOSED, NEED.INVALID, ORGANISATION.NOT_YOURS */
  async close(by: Actor, id: NeedId, reason: string): Promise<Need> {
    const identity = identityOf(by);
    assertScope(identity, 'manage');
    return this.work.run(by, async (tx) => {
      const need = await this.needs.lock(tx, id, federationsOf(identity));
      assertStewardOf(by, need.organisationId, need.federationId);
      assertClosable(need, reason);
      const closed = { ...need, closedAt: await tx.now(), closedReason: reason };
      await this.needs.close(tx, closed);
      tx.record({ type: 'need.closed', needId: id, federationId: need.federationId, reason });
      return closed;
    });
  }

  /** @throws NEED.MISSING to whoever is in none of its federation's organisations */
  async read(by: Actor, id: NeedId): Promise<Need> {
    const identity = identityOf(by);
    assertScope(identity, 'read');
    return this.needs.find(this.db, id, federationsOf(identity));
  }

  /** The needs of the caller's federations, the newest first. @throws SEARCH.TEXT_TOO_LONG, TOKEN.SCOPE_NEEDED */
  async page(by: Actor, filter: NeedFilter, after: string | null, limit: number): Promise<Need[]> {
    const asked = await this.asked(by, filter);
    return asked ? this.needs.page(asked, after, limit) : [];
  }

  /** How many needs its pages show, and how many of each kind. @throws SEARCH.TEXT_TOO_LONG, TOKEN.SCOPE_NEEDED */
  async counts(by: Actor, filter: NeedFilter): Promise<NeedCount[]> {
    const asked = await this.asked(by, filter);
    return asked ? this.needs.counts(asked) : [];
  }

  /** Answers to needs that the caller was shown; not those by datasets that they may not know of. */
  answers(by: Actor, ids: readonly NeedId[]): Promise<NeedAnswer[]> {
    return this.needs.answers(sightOf(by).discover, ids);
  }

  /** null: nothing is asked for that there could be. */
  private async asked(by: Actor, filter: NeedFilter): Promise<NeedsAsked | null> {
    const identity = identityOf(by);
    assertScope(identity, 'read');
    if (UNPRINTABLE.test(filter.territory ?? '')) return null;
    const isSought = (filter.text ?? '').trim() !== '';
    const query = isSought ? await this.search.query(parseSearchText(filter.text ?? '')) : null;
    if (isSought && !query) return null;
    const today = dayOf(await this.work.now());
    return { federations: federationsOf(identity), today, filter, query };
  }
}

const federationsOf = (identity: Identity): FederationId[] => [
  ...new Set(identity.memberships.flatMap(({ federationIds }) => federationIds)),
];

const ANSWERING: readonly Role[] = ['steward', 'researcher', 'member'];

/**
 * In whose name somebody answers: that of the organisation that they are a steward of, if there is one. Auditors read.
 *
 * @throws NEED.NOT_YOURS_TO_ANSWER
 */
function organisationIn(identity: Identity, federationId: FederationId): OrganisationId {
  const seats = ANSWERING.flatMap((role) => seatsAs(role, identity));
  const seat = seats.find((one) => one.federationId === federationId);
  if (!seat) throw needNotYours();
  return seat.organisationId;
}
