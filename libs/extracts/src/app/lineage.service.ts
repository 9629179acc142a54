import { Injectable } from '@nestjs/common';
import { assertSpeaksFor, DatasetService, VersionService, WithdrawnRowsService, type Placed } from '#catalogue';
import { assertScope, seatsAs } from '#identity';
import { missing, type ContributionId, type DatasetId, type ExtractId, type OrganisationId } from '#kernel';
import { identityOf, PURPOSES, sharePurpose, type Actor, type Purpose } from '#policy';
import { RecallStore, type ReleaseKey, type TracedRelease } from '../db/recall.store';
import { roundingHides } from '../domain/difference';
import type { UsedPart } from '../domain/earlier-table';
import { isolates } from '../domain/isolation';
import { answersFor } from './answers-for';
import { ReleaseTraces, type SeenRelease } from './release-traces';

/** One contribution, or everything of an organisation in a dataset. */
export type Traced =
  | { readonly contributionId: ContributionId }
  | { readonly datasetId: DatasetId; readonly organisationId: OrganisationId };

/** What a withdrawal would do to what was made of the rows, in numbers: whose it is, is not for contributors to know. */
export type WithdrawalEffects = {
  /** Releases that would be recalled, and the numbers in them. */
  readonly releases: number;
  readonly numbers: bigint;
  /** People who would have to delete something. */
  readonly recipients: number;
  /** Grants under which something would be recalled; they go on. */
  readonly grants: number;
  /** Of the releases, those that would not be made again before other contributors have sent rows. */
  readonly heldBack: number;
};

/** What would be withdrawn: these contributions of an organisation, or its rows for these purposes alone. */
export type Withdrawing = {
  readonly datasetId: DatasetId;
  readonly organisationId: OrganisationId;
  /** null: all that it ever had there. */
  readonly contributions: readonly ContributionId[] | null;
  /** null: whatever for. */
  readonly purposes: readonly Purpose[] | null;
};

const EVERYTHING = 100_000;

/** Answers which numbers rows went into, and which rows a number was made of. */
@Injectable()
export class LineageService {
  constructor(
    private readonly withdrawn: WithdrawnRowsService,
    private readonly versions: VersionService,
    private readonly datasets: DatasetService,
    private readonly recalls: RecallStore,
    private readonly traces: ReleaseTraces,
  ) {}

  /**
   * In which versions of a dataset rows are or were, for the stewards of the organisation whose rows they are, affiliated or
   * not, and for auditors of the dataset's federation.
   *
   * @throws CONTRIBUTION.MISSING, DATASET.MISSING, also where the caller may not know; POLICY.SIGN_IN_FIRST
   */
  async of(by: Actor, traced: Traced): Promise<Placed[]> {
    // Before anything is looked up, so that nobody hears of it.
    identityOf(by);
    const placed = await this.placed(traced);
    const [first] = placed;
    const isOne = 'contributionId' in traced;
    const absent = isOne ? missing('contribution', traced.contributionId) : missing('dataset', traced.datasetId);
    if (!first || !(await this.maySee(by, first))) throw absent;
    return placed;
  }

  /** The releases that rows went into, newest first; what has become of each. @throws as `of` */
  async releases(by: Actor, traced: Traced, after: ReleaseKey | null, limit: number): Promise<SeenRelease[]> {
    const placed = await this.of(by, traced);
    const made = await this.recalls.madeOf(idsOf(placed), after, limit);
    return this.traces.seen(by, made);
  }

  /**
   * Every release of a dataset, newest first, for those who answer for it.
   *
   * @returns null for everybody else. @throws DATASET.MISSING, TOKEN.SCOPE_NEEDED
   */
  async ofDataset(by: Actor, id: DatasetId, after: ReleaseKey | null, limit: number): Promise<SeenRelease[] | null> {
    if (!answersFor(by, await this.datasets.find(id))) return null;
    assertScope(identityOf(by), 'read');
    return this.traces.seen(by, await this.recalls.ofDataset(id, after, limit));
  }

  /** Every release of an extract that the caller has read, oldest first, with how many files each was made of. */
  async ofExtract(by: Actor, id: ExtractId): Promise<SeenRelease[]> {
    return this.traces.seen(by, await this.recalls.ofExtract(id));
  }

  /** What a withdrawal would do. @throws ORGANISATION.NOT_YOURS, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  async effects(by: Actor, withdrawing: Withdrawing): Promise<WithdrawalEffects> {
    const { datasetId, organisationId, contributions } = withdrawing;
    assertSpeaksFor(by, organisationId);
    const own = idsOf(await this.withdrawn.placedOf(datasetId, organisationId));
    const ids = contributions === null ? own : own.filter((id) => contributions.includes(id));
    const made = await this.traces.standing(await this.recalls.madeOf(ids, null, EVERYTHING));
    const recalled = made.filter(({ purpose }) => concerns(withdrawing, purpose));
    return {
      ...(await this.traces.tally(recalled)),
      heldBack: await this.heldBack(withdrawing, ids, recalled),
    };
  }

  /** By the very rules that decide: as if nothing else changed until then. */
  private async heldBack(
    { datasetId }: Withdrawing,
    ids: readonly ContributionId[],
    recalled: readonly TracedRelease[],
  ): Promise<number> {
    const latest = await this.versions.latest(datasetId);
    const parts = (latest?.parts ?? []).filter(({ contributionId }) => !ids.includes(contributionId));
    const taken = new Set(ids);
    const countsAs = ({ contributionId, organisationId }: UsedPart) =>
      taken.has(contributionId) ? null : organisationId;
    return recalled.filter(
      ({ terms, largest, parts: before }) =>
        parts.length === 0 ||
        (!roundingHides({ terms, largest }, terms) &&
          isolates({ parts, earlier: [before] }, countsAs, terms.minContributors)),
    ).length;
  }

  private async placed(traced: Traced): Promise<Placed[]> {
    if (!('contributionId' in traced)) return this.withdrawn.placedOf(traced.datasetId, traced.organisationId);
    const placed = await this.withdrawn.placed(traced.contributionId);
    return placed ? [placed] : [];
  }

  private async maySee(by: Actor, { organisationId, datasetId }: Placed): Promise<boolean> {
    const identity = identityOf(by);
    const speaksFor = identity.memberships.some(
      (seat) => seat.role === 'steward' && seat.organisationId === organisationId,
    );
    if (speaksFor) return true;
    const { federationId } = await this.datasets.find(datasetId);
    return seatsAs('auditor', identity).some((seat) => seat.federationId === federationId);
  }
}

const idsOf = (placed: readonly Placed[]) => placed.map(({ contributionId }) => contributionId);

const concerns = ({ purposes }: Withdrawing, purpose: Purpose) =>
  purposes === null || PURPOSES.some((one) => one === purpose && sharePurpose([one], purposes));
