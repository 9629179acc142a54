import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { ProposalService } from '#governance';
import { MembersBook } from '#identity';
import type { ProposalId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { PolicyService, reviewRules, type Actor, type ClauseAt, type IdleReason, type Respect } from '#policy';
import type { KnownClause, KnownDataset } from '../domain/preview/preview';
import { changeOf } from '../domain/preview/change';
import { populationOf } from '../domain/preview/population';
import { knownClause, knownDataset } from './known';

const MOST_DATASETS = 1_000;
const LISTED = 50;

/** What reading the rules together finds, as one reader may know it. */
export type RuleCoverage = {
  readonly uncovered: readonly KnownDataset[];
  readonly uncoveredTotal: number;
  readonly idle: readonly { readonly clause: KnownClause; readonly reason: IdleReason }[];
  readonly contradictions: readonly { readonly permission: KnownClause; readonly prohibition: KnownClause }[];
  readonly wider: readonly { readonly clause: KnownClause; readonly respects: readonly Respect[] | null }[];
  /** false: there are more datasets than were looked at. */
  readonly isComplete: boolean;
};

const NOTHING: RuleCoverage = {
  ...{ uncovered: [], uncoveredTotal: 0, idle: [], contradictions: [], wider: [] },
  isComplete: true,
};

/** Reads the rules that a motion would leave, before anybody votes on it. It leaves nothing behind. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly proposals: ProposalService,
    private readonly policies: PolicyService,
    private readonly datasets: DatasetService,
    private readonly book: MembersBook,
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Datasets that no policy would cover, clauses that match nothing, contradictions, and what is wider than anything
   * adopted before. A motion that decides on no policy leaves the rules as they are, and nothing is said of them.
   *
   * @throws PROPOSAL.MISSING, POLICY.FORBIDDEN
   */
  async ofProposal(by: Actor, proposalId: ProposalId): Promise<RuleCoverage> {
    const proposal = await this.proposals.read(by, proposalId);
    const change = changeOf(proposal);
    if (!change) return NOTHING;
    const { federationId } = change;
    const found = await this.datasets.ofFederation(federationId, MOST_DATASETS + 1);
    const datasets = found.slice(0, MOST_DATASETS);
    const seats = await this.book.seats(this.db, await this.work.now());
    const rules = await this.policies.rulesUnder(change);
    const coverage = reviewRules({ ...rules, datasets, hasPeople: populationOf(federationId, seats) });
    // The draft is read by whoever reads the proposal; another policy, by whom a policy lets see it.
    const know = ({ policy, address }: ClauseAt): KnownClause =>
      policy.hash === rules.draft?.hash
        ? { policyTitle: policy.document.title, address }
        : knownClause(by, policy, address);
    const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]));
    return {
      uncovered: coverage.uncovered.slice(0, LISTED).map((id) => knownDataset(by, byId.get(id))),
      uncoveredTotal: coverage.uncovered.length,
      idle: coverage.idle.map(({ reason, ...clause }) => ({ clause: know(clause), reason })),
      contradictions: coverage.contradictions.map(({ permission, prohibition }) => ({
        permission: know(permission),
        prohibition: know(prohibition),
      })),
      wider: coverage.wider.map(({ respects, ...clause }) => ({ clause: know(clause), respects })),
      isComplete: found.length === datasets.length,
    };
  }
}
