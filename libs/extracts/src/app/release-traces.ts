import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService, type WithdrawnRows } from '#catalogue';
import { MembersBook, seatsAs } from '#identity';
import type { DatasetId } from '#kernel';
import { Database } from '#platform';
import { allows, type Actor } from '#policy';
import { DutyStore } from '../db/duty.store';
import { RecallStore, type ReleaseKey, type TracedRelease } from '../db/recall.store';
import { staleSince, type Recall, type RecallState } from '../domain/recall';
import { AffectedPeople } from './affected-people';

/** A release as those see it whose rows are in it. */
export type SeenRelease = Omit<TracedRelease, 'requestedBy' | 'terms' | 'largest' | 'federationId' | 'grantId'> & {
  /** `current`: it may be had, as far as policies go. */
  readonly state: RecallState | 'current';
  /** Since when rows are taken back from it; null: none are. */
  readonly since: Date | null;
  /** When nothing was left of its files; null: they are there. */
  readonly destroyedAt: Date | null;
  /** The organisations that whoever asked for it belongs to; null: not for the caller to know. */
  readonly recipients: readonly string[] | null;
  /** How many people were asked to delete it, and how many said that they did. */
  readonly deletions: { readonly asked: number; readonly confirmed: number };
};

/** What has become of releases. */
@Injectable()
export class ReleaseTraces {
  constructor(
    private readonly withdrawn: WithdrawnRowsService,
    private readonly recalls: RecallStore,
    private readonly duties: DutyStore,
    private readonly people: AffectedPeople,
    private readonly book: MembersBook,
    private readonly db: Database,
  ) {}

  /** As one caller sees them, in their order; the caller has been authorised to know of them. */
  async seen(by: Actor, releases: readonly TracedRelease[]): Promise<SeenRelease[]> {
    const standings = await this.standings(releases);
    const deletions = await this.duties.deletions(releases.map(({ extractId }) => extractId));
    const recipients = await this.recipientsOf(by, releases);
    return releases.map((release, at) => {
      const { asked = 0, confirmed = 0 } = deletions.find((one) => isSame(one, release)) ?? {};
      return {
        ...shownOf(release, standings[at] ?? null),
        ...{ recipients: recipients[at] ?? null, deletions: { asked, confirmed } },
      };
    });
  }

  /** Those that nothing was taken back from. */
  async standing(releases: readonly TracedRelease[]): Promise<TracedRelease[]> {
    const standings = await this.standings(releases);
    return releases.filter((_, at) => standings[at] === null);
  }

  /** How many they are, and how many people and grants they concern. */
  async tally(releases: readonly TracedRelease[]) {
    const recipients = new Set<string>();
    for (const release of releases)
      for (const id of await this.recalls.recipients(this.db, release)) recipients.add(id);
    return {
      releases: releases.length,
      numbers: releases.reduce((sum, { cells }) => sum + BigInt(cells), 0n),
      recipients: recipients.size,
      grants: new Set(releases.flatMap(({ grantId }) => grantId ?? [])).size,
    };
  }

  private async standings(releases: readonly TracedRelease[]): Promise<(Recall | null)[]> {
    const noticed = await this.recalls.ofExtracts(releases.map(({ extractId }) => extractId));
    const withdrawn = new Map<DatasetId, WithdrawnRows>();
    for (const { datasetId } of releases) {
      if (!withdrawn.has(datasetId)) withdrawn.set(datasetId, await this.withdrawn.of(datasetId));
    }
    return releases.map(({ datasetId, extractId, number, parts, purpose, releasedAt: at }) => {
      const rows = withdrawn.get(datasetId);
      const recall = noticed.find((one) => isSame(one, { extractId, number }));
      const since = recall || !rows ? null : staleSince({ parts, purpose, at }, rows);
      return recall ?? (since && { extractId, number, since, state: 'toRecompute', destroyedAt: null });
    });
  }

  private async recipientsOf(by: Actor, releases: readonly TracedRelease[]): Promise<(readonly string[] | null)[]> {
    const recipients: (readonly string[] | null)[] = [];
    for (const release of releases) recipients.push(await this.recipients(by, release));
    return recipients;
  }

  /** Whoever may read the extract, or audits its federation, is told for whom it was made. */
  private async recipients(by: Actor, release: TracedRelease): Promise<readonly string[] | null> {
    const { extractId: id, federationId, requestedBy } = release;
    const audits = by.identity && seatsAs('auditor', by.identity).some((seat) => seat.federationId === federationId);
    if (!audits && !allows(by.ability, 'read', 'Extract', { id, federationId, requestedBy })) return null;
    const identities = await this.people.identitiesOf([requestedBy]);
    const ids = identities.get(requestedBy)?.memberships.map(({ organisationId }) => organisationId) ?? [];
    const organisations = await this.book.organisations(this.db, [...new Set(ids)]);
    return organisations.map(({ name }) => name);
  }
}

function shownOf(release: TracedRelease, recall: Recall | null): Omit<SeenRelease, 'recipients' | 'deletions'> {
  const { extractId, number, datasetId, purpose, dimensions, measures, datasetVersion, cells, releasedAt } = release;
  return {
    ...{ extractId, number, datasetId, purpose, dimensions, measures, datasetVersion, cells, releasedAt },
    parts: release.parts,
    ...(recall ?? CURRENT),
  };
}

const CURRENT = { state: 'current', since: null, destroyedAt: null } as const;

const isSame = (one: ReleaseKey, other: ReleaseKey) => one.extractId === other.extractId && one.number === other.number;
