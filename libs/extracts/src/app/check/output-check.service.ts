import { Injectable } from '@nestjs/common';
import { assertScope, hasScope, seatsAs, type Identity } from '#identity';
import type { ExtractId } from '#kernel';
import { UnitOfWork, type Queryable } from '#platform';
import { identityOf, type Actor } from '#policy';
import { csvLines } from '#warehouse';
import { ExtractStore } from '../../db/extract.store';
import { OutputCheckStore } from '../../db/output-check.store';
import { checkAnswered, checkClosed, checkMissing } from '../../domain/check/errors';
import { asTable, type FoundTable } from '../../domain/check/found-table';
import {
  answersFor,
  outcomeOf,
  parseReasons,
  type CheckAnswer,
  type CheckVerdict,
  type OutputCheck,
} from '../../domain/check/output-check';
import type { Extract } from '../../domain/extract';
import { CheckDesk } from './check-desk';
import { CheckedTables } from './checked-tables';
import { OutputCheckers } from './output-checkers';

/** What somebody may do with a check now. */
export const CHECK_ACTIONS = ['checkOutput'] as const;
export type CheckAction = (typeof CHECK_ACTIONS)[number];

/** A check as one of those who may look at it sees it. */
export type SeenCheck = OutputCheck & {
  readonly extract: Pick<Extract, 'datasetId' | 'purpose' | 'dimensions' | 'measures'>;
  /** Of the dataset. */
  readonly title: string;
  /** Their own; those of the others once it is decided. */
  readonly answers: readonly (CheckAnswer & { readonly isYours: boolean })[];
  readonly possible: readonly CheckAction[];
};

type Looking = {
  readonly extract: Extract;
  readonly check: OutputCheck;
  readonly answers: readonly CheckAnswer[];
};

/** Lets people of the federation look at what leaves, each without knowing what the others found. */
@Injectable()
export class OutputCheckService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly checks: OutputCheckStore,
    private readonly checkers: OutputCheckers,
    private readonly tables: CheckedTables,
    private readonly desk: CheckDesk,
  ) {}

  /** What waits for the caller, the extract that was asked for last first. @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  async page(by: Actor, after: string | null, limit: number): Promise<SeenCheck[]> {
    const identity = reader(by);
    const federations = seatsAs('steward', identity).map(({ federationId }) => federationId);
    const now = await this.work.now();
    const seen: SeenCheck[] = [];
    for (const check of await this.checks.toAnswer(identity.personId, federations, after)) {
      const extract = await this.extracts.find(check.extractId);
      if (check.closesAt <= now || !(await this.checkers.may(identity, extract))) continue;
      seen.push(await this.shownTo(identity, { extract, check, answers: [] }));
      if (seen.length === limit) break;
    }
    return seen;
  }

  /**
   * A check that the caller may look at, or has said something about.
   *
   * @throws OUTPUTCHECK.MISSING for everybody else, as if there were none; POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async read(by: Actor, id: ExtractId): Promise<SeenCheck> {
    const identity = reader(by);
    return this.shownTo(identity, await this.look(identity, id));
  }

  /**
   * What would leave, cell by cell, while it is open, for those who may look at it now: having answered is not enough. These
   * are numbers of a dataset, for which a token has to be made.
   *
   * @throws OUTPUTCHECK.MISSING, OUTPUTCHECK.CLOSED, FILE.MISSING, FILE.DAMAGED, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async table(by: Actor, id: ExtractId): Promise<FoundTable> {
    const identity = reader(by);
    assertScope(identity, 'extract');
    const { extract, check } = await this.look(identity, id);
    if (!(await this.checkers.may(identity, extract))) throw checkMissing(id);
    if (check.outcome !== null) throw checkClosed();
    return this.tables.read(check);
  }

  /** The same as a file; that somebody took one is logged before its first byte leaves. @throws as `table` */
  async file(by: Actor, id: ExtractId): Promise<string> {
    const table = await this.table(by, id);
    await this.work.run(by, (tx) => {
      tx.record({ type: 'output-check.downloaded', extractId: id });
      return Promise.resolve();
    });
    return [...csvLines(asTable(table))].join('');
  }

  /**
   * Says once whether it may leave, and why. One who withholds it ends it; of the last who let it go, it is made ready. Of
   * those who answered before, they count who may still look at it.
   *
   * @throws OUTPUTCHECK.REASONS_INVALID, OUTPUTCHECK.ANSWERED, OUTPUTCHECK.CLOSED, OUTPUTCHECK.MISSING,
   *   POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async answer(
    by: Actor,
    id: ExtractId,
    said: { readonly verdict: CheckVerdict; readonly reasons: string },
  ): Promise<SeenCheck> {
    const identity = reader(by);
    assertScope(identity, 'manage');
    const reasons = parseReasons(said.reasons);
    await this.look(identity, id);
    await this.work.run(by, async (tx) => {
      await this.extracts.lock(tx, id);
      const { extract, check, answers } = await this.look(identity, id, tx);
      if (answers.some(({ reviewerId }) => reviewerId === identity.personId)) throw checkAnswered();
      const at = await tx.now();
      if (check.outcome !== null || at >= check.closesAt) throw checkClosed();
      const answer: CheckAnswer = { reviewerId: identity.personId, verdict: said.verdict, reasons, at };
      await this.checks.answer(tx, check, answer);
      tx.record({ type: 'output-check.answered', extractId: id, round: check.round });
      const still = await this.checkers.of(extract, at, tx);
      const counted = answers.filter(({ reviewerId }) => still.includes(reviewerId));
      const outcome = outcomeOf([...counted, answer], check.reviewers);
      if (outcome) await this.desk.settle(tx, extract, check, outcome);
    });
    return this.read(by, id);
  }

  /** @throws OUTPUTCHECK.MISSING */
  private async look(identity: Identity, id: ExtractId, on: Queryable = this.checks.db): Promise<Looking> {
    const check = await this.checks.latest(id, on);
    if (!check) throw checkMissing(id);
    const [extract, answers] = [await this.extracts.find(id, on), await this.checks.answers(check, on)];
    const hasAnswered = answers.some(({ reviewerId }) => reviewerId === identity.personId);
    if (!hasAnswered && !(await this.checkers.may(identity, extract))) throw checkMissing(id);
    return { extract, check, answers };
  }

  private async shownTo(identity: Identity, { extract, check, answers }: Looking): Promise<SeenCheck> {
    const { personId } = identity;
    const isYours = ({ reviewerId }: CheckAnswer) => reviewerId === personId;
    const { datasetId, purpose, dimensions, measures } = extract;
    const canAnswer = check.outcome === null && !answers.some(isYours) && hasScope(identity, 'manage');
    return {
      ...check,
      extract: { datasetId, purpose, dimensions, measures },
      title: await this.tables.titleOf(datasetId),
      answers: answersFor(personId, check, answers).map((answer) => ({ ...answer, isYours: isYours(answer) })),
      possible: canAnswer ? ['checkOutput'] : [],
    };
  }
}

/** @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
function reader(by: Actor): Identity {
  const identity = identityOf(by);
  assertScope(identity, 'read');
  return identity;
}
