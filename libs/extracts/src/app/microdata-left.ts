import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { ExtractStore } from '../db/extract.store';
import type { Release } from '../domain/extract';
import { MicrodataBeside, type RecordsOrder } from './microdata-beside';
import { StaleReleases } from './stale-releases';

/** Rows that left one by one, for whoever may have the very same. */
@Injectable()
export class MicrodataLeft {
  constructor(
    private readonly beside: MicrodataBeside,
    private readonly extracts: ExtractStore,
    private readonly stale: StaleReleases,
  ) {}

  /** @returns null: they have not left, or were recalled */
  async find(version: DatasetVersion, order: RecordsOrder): Promise<Release | null> {
    for (const id of await this.beside.same(version, order)) {
      const extract = await this.extracts.find(id);
      if (extract.release && !(await this.stale.recallOf(extract))) return extract.release;
    }
    return null;
  }
}
