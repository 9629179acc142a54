import { Injectable } from '@nestjs/common';
import { VersionService, type Dataset } from '#catalogue';
import { canonicalJson, sha256 } from '#kernel';
import { Database, type Principal, type Queryable } from '#platform';
import { ContributionStore } from '../db/contribution.store';
import { UploadStore, type Upload } from '../db/upload.store';
import type { Contribution } from '../domain/contribution';
import { Checker, type CheckOutcome } from './checker';
import type { Checked } from './ingest-desk';
import { PseudonymKeys } from './pseudonym-keys';

/** A contribution with what is known of it now, and what was found in it. */
export type CheckedContribution = { readonly contribution: Contribution; readonly outcome: CheckOutcome };

const NOTHING = { findings: [], groups: [] } as const;

/** What of a check is still needed once it has been decided. */
export type Needed = { readonly rows: boolean; readonly notes: boolean };

/** Checks contributions, unless the very same files are in place already. */
@Injectable()
export class Checking {
  constructor(
    private readonly db: Database,
    private readonly contributions: ContributionStore,
    private readonly uploads: UploadStore,
    private readonly versions: VersionService,
    private readonly checker: Checker,
    private readonly pseudonyms: PseudonymKeys,
  ) {}

  /** @throws FILE.MISSING, FILE.DAMAGED */
  async check(by: Principal, contribution: Contribution, dataset: Dataset): Promise<CheckedContribution> {
    const uploads = await this.uploads.of(contribution.id);
    const key = await this.pseudonyms.forDataset(by, dataset);
    const known = knownOf(contribution, uploads, [dataset.schemaNumber, key?.number ?? null]);
    const same = await this.sameInPlace(this.db, known);
    if (same?.report) return { contribution: known, outcome: unchanged(same) };
    const pseudonyms = key?.pseudonymiser ?? null;
    const outcome = await this.checker.check({ contribution: known, uploads, dataset, pseudonyms });
    return { contribution: known, outcome };
  }

  /**
   * The organisation's contribution that is in place and was made of the very same; null also while an earlier one of its
   * files is still on its way, which would take the place then.
   */
  async sameInPlace(on: Queryable, contribution: Contribution): Promise<Contribution | null> {
    const { datasetId, organisationId, fingerprint } = contribution;
    const part = (await this.versions.latest(datasetId, on))?.parts.find(
      (one) => one.organisationId === organisationId,
    );
    if (!part || (await this.contributions.hasOthersOnTheirWay(contribution, on))) return null;
    const inPlace = await this.contributions.find(part.contributionId, on);
    return fingerprint !== null && inPlace.fingerprint === fingerprint ? inPlace : null;
  }

  /** Destroys what a check left and nobody needs. */
  async forget({ contribution, outcome }: CheckedContribution, needed: Needed): Promise<void> {
    if ('troubles' in outcome) return;
    await this.checker.forget(contribution, {
      rows: needed.rows ? null : outcome.rows,
      notes: needed.notes ? [] : outcome.notes,
    });
  }
}

/** The version of the schema, and the number of the pseudonym key if there is one. */
type HeldTo = readonly [schemaNumber: number, pseudonymKey: number | null];

/** A contribution with what decides whether another is the same: what was sent, how it is read, what it is held to. */
function knownOf(contribution: Contribution, uploads: readonly Upload[], held: HeldTo): Contribution {
  const { files } = contribution;
  const parts = uploads.map(({ fingerprint }, i) => [
    fingerprint,
    files[i]?.reading ?? null,
    files[i]?.mapping ?? null,
  ]);
  const [schemaNumber, pseudonymKey] = held;
  return { ...contribution, schemaNumber, pseudonymKey, fingerprint: sha256(canonicalJson({ parts, held })) };
}

const unchanged = ({ report }: Contribution): Checked => ({
  report: { dialect: null, rows: 0, people: 0n, ...report, findingCount: 0, warningCount: 0 },
  ...{ found: NOTHING, notes: [], rows: null },
});
