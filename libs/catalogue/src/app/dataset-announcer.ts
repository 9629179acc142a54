import { Injectable } from '@nestjs/common';
import { Directory } from '#identity';
import type { DatasetId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { SearchStore } from '../db/search/search.store';
import { DatasetService } from './dataset.service';
import { SearchNews } from './search-news';

/** What follows a dataset that came in or changed: it is found by its publisher's name, and told to who looks for such. */
@Injectable()
export class DatasetAnnouncer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly directory: Directory,
    private readonly search: SearchStore,
    private readonly news: SearchNews,
  ) {}

  /** Safe to repeat: a name is entered once, and nobody is told twice. */
  async announce(by: Principal, id: DatasetId): Promise<void> {
    const { publisherId } = await this.datasets.find(id);
    const [publisher] = await this.directory.organisations([publisherId]);
    await this.work.run(by, async (tx) => {
      await this.search.namePublisher(tx, id, publisher?.name ?? '');
      tx.unchanged(undefined);
    });
    await this.news.ofDataset(by, id);
  }
}
