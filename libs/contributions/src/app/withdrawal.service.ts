import { Injectable } from '@nestjs/common';
import { assertSpeaksFor } from '#catalogue';
import type { ContributionId, DatasetId, OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { allows, type Actor } from '#policy';
import { missing } from '#kernel';
import { ContributionStore } from '../db/contribution.store';
import type { Contribution } from '../domain/contribution';
import { nothingToWithdraw, withdrawnBefore } from '../domain/errors';
import { checkedReason } from '../domain/withdrawal';
import { RowsWithdrawal } from './rows-withdrawal';

/** An organisation's rows in a dataset. */
export type RowsOf = { readonly datasetId: DatasetId; readonly organisationId: OrganisationId };

/** What a withdrawal would take, before anybody decides. */
export type WithdrawalScope = RowsOf & {
  readonly contributions: readonly ContributionId[];
  /** Rows of data that were accepted, and the people behind them. */
  readonly rows: number;
  readonly people: bigint;
};

/**
 * Contributors take back what they have contributed. It is theirs by right, so no policy is asked: the stewards of the
 * organisation may, in the federation still or not, and nobody can forbid it.
 */
@Injectable()
export class WithdrawalService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly rows: RowsWithdrawal,
  ) {}

  /**
   * Withdraws one contribution, wherever it stands: one that is on its way comes to nothing, one that was accepted is out
   * of its dataset from this moment on, and one that was replaced by a later one is destroyed too. The very same, sent
   * twice, is taken back once: with it go those that brought it.
   *
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.WITHDRAWN, ORGANISATION.NOT_YOURS, WITHDRAWAL.INVALID,
   *   POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async withdraw(by: Actor, id: ContributionId, reason: string | null = null): Promise<Contribution> {
    const { datasetId } = await this.find(by, id);
    const how = { cause: 'contributor', reason: checkedReason(reason) } as const;
    return this.work.run(by, async (tx) => {
      const withdrawn = await this.rows.take(tx, datasetId, await this.rows.withSame(id, tx), how);
      const one = withdrawn.find((taken) => taken.id === id);
      if (one) return one;
      const before = await this.contributions.find(id, tx);
      throw withdrawnBefore(id, before.withdrawnAt ?? (await tx.now()));
    });
  }

  /**
   * Withdraws everything that an organisation ever sent to a dataset, what is on its way too.
   *
   * @throws WITHDRAWAL.NOTHING, also where there is no such dataset; ORGANISATION.NOT_YOURS, WITHDRAWAL.INVALID,
   *   POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async withdrawRows(by: Actor, of: RowsOf, reason: string | null = null): Promise<Contribution[]> {
    assertSpeaksFor(by, of.organisationId);
    const how = { cause: 'contributor', reason: checkedReason(reason) } as const;
    return this.work.run(by, async (tx) => {
      const ids = await this.rows.takenIds({ ...of, receivedBefore: null }, tx);
      const withdrawn = await this.rows.take(tx, of.datasetId, ids, how);
      if (withdrawn.length === 0) throw nothingToWithdraw(of.datasetId);
      return withdrawn;
    });
  }

  /** What `withdraw` would take. @throws CONTRIBUTION.MISSING, ORGANISATION.NOT_YOURS, CONTRIBUTION.WITHDRAWN */
  async scopeOf(by: Actor, id: ContributionId): Promise<WithdrawalScope> {
    const contribution = await this.find(by, id);
    if (contribution.withdrawnAt) throw withdrawnBefore(id, contribution.withdrawnAt);
    const same = await Promise.all((await this.rows.withSame(id)).map((one) => this.contributions.find(one)));
    return scopeOf(
      contribution,
      same.filter(({ withdrawnAt }) => withdrawnAt === null),
    );
  }

  /** What `withdrawRows` would take. @throws WITHDRAWAL.NOTHING, ORGANISATION.NOT_YOURS */
  async scopeOfRows(by: Actor, of: RowsOf): Promise<WithdrawalScope> {
    assertSpeaksFor(by, of.organisationId);
    const ids = await this.rows.takenIds({ ...of, receivedBefore: null });
    if (ids.length === 0) throw nothingToWithdraw(of.datasetId);
    return scopeOf(of, await Promise.all(ids.map((id) => this.contributions.find(id))));
  }

  /** To who may not read it, it is missing; who may, and has no say in it, is told so. */
  private async find(by: Actor, id: ContributionId): Promise<Contribution> {
    const contribution = await this.contributions.find(id);
    const { organisationId } = contribution;
    const isOwn = by.identity?.memberships.some((one) => one.organisationId === organisationId) ?? false;
    if (!isOwn && !allows(by.ability, 'read', 'Contribution', contribution)) throw missing('contribution', id);
    assertSpeaksFor(by, organisationId);
    return contribution;
  }
}

const scopeOf = ({ datasetId, organisationId }: RowsOf, taken: readonly Contribution[]): WithdrawalScope => {
  const accepted = taken.flatMap(({ state, report, sameAsId }) =>
    state === 'accepted' && report && sameAsId === null ? [report] : [],
  );
  return {
    ...{ datasetId, organisationId, contributions: taken.map(({ id }) => id) },
    rows: accepted.reduce((sum, { rows }) => sum + rows, 0),
    people: accepted.reduce((sum, { people }) => sum + people, 0n),
  };
};
