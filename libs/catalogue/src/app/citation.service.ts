import { Injectable } from '@nestjs/common';
import { Directory } from '#identity';
import { missing, type DatasetId } from '#kernel';
import { Config, Database } from '#platform';
import type { Actor } from '#policy';
import { CitationStore } from '../db/search/citation.store';
import { addressesAt } from '../domain/dcat/addresses';
import { citationOf, type Citation, type CitedRelease } from '../domain/search/citation';
import type { CitationLanguage } from '../domain/search/citation-words';
import { DatasetService } from './dataset.service';

type Naming = {
  readonly id: DatasetId;
  readonly version: number | null;
  readonly release?: CitedRelease;
};

/** How datasets are cited, by addresses that stay the same for ever. */
@Injectable()
export class CitationService {
  constructor(
    private readonly db: Database,
    private readonly datasets: DatasetService,
    private readonly versions: CitationStore,
    private readonly directory: Directory,
    private readonly config: Config,
  ) {}

  /**
   * Cites a dataset as such, or one version of it.
   *
   * @throws DATASET.MISSING, POLICY.FORBIDDEN; DATASETVERSION.MISSING, also to whoever may not read about the dataset
   */
  async of(by: Actor, id: DatasetId, version: number | null, language: CitationLanguage): Promise<Citation> {
    return this.cite(by, { id, version }, language);
  }

  /** The same of a table that was released from a version. @throws as `of` */
  ofRelease(by: Actor, { id, version, release }: Required<Naming>, language: CitationLanguage): Promise<Citation> {
    return this.cite(by, { id, version, release }, language);
  }

  private async cite(by: Actor, { id, version, release }: Naming, language: CitationLanguage): Promise<Citation> {
    const dataset = await this.datasets.show(by, id);
    const at = version === null ? dataset.createdAt : await this.versionAt(id, version, dataset.version);
    const [publisher] = await this.directory.organisations([dataset.publisherId]);
    const cited = {
      identifier: this.addressOf(id, version),
      ...{ publisher: publisher?.name ?? '', year: at.getUTCFullYear(), title: dataset.title, version, release },
    };
    return citationOf(cited, language);
  }

  /** The name that a dataset, or a version, has for ever, here as in the catalogue for machines. */
  addressOf(id: DatasetId, version: number | null): string {
    const at = addressesAt(this.config.http.publicUrl);
    return version === null ? at.dataset(id) : at.version(id, version);
  }

  /** @param latest null: the caller may not know how many there are */
  private async versionAt(id: DatasetId, number: number, latest: number | null): Promise<Date> {
    const at = latest === null ? null : await this.versions.createdAt(this.db, id, number);
    if (!at) throw missing('dataset version', String(number));
    return at;
  }
}
