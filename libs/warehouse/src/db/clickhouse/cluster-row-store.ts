import { Clock } from '#kernel';
import { Config, FileStore, KeyRing } from '#platform';
import { Injectable } from '@nestjs/common';
import type { RowsFile, Trace } from '../../app/row-store';
import { keyMissing } from '../../domain/errors';
import { inTurns } from '../rows/in-turns';
import { SealedRowStore } from '../rows/sealed-row-store';
import { ClusterShelf } from './cluster-shelf';

const PLACED_AT_ONCE = 16;

/** Sealed rows, opened for a cluster: what goes from this machine's shelf goes from the one that the servers share. */
@Injectable()
export class ClusterRowStore extends SealedRowStore {
  readonly shared: ClusterShelf;

  constructor(keys: KeyRing, files: FileStore, config: Config, clock: Clock) {
    super(keys, files, config, clock);
    if (!config.cluster) throw new Error('Configuration: no cluster to open rows for.');
    this.shared = new ClusterShelf(config.cluster.shelf);
  }

  /**
   * Puts rows where the servers read them, unless they are there.
   *
   * @returns their names there, in the order of the files
   * @throws KEY.MISSING, as a conflict, where some were destroyed
   */
  async place(files: readonly RowsFile[]): Promise<string[]> {
    await this.assertKept(files);
    const names = await inTurns(files, PLACED_AT_ONCE, (file) => this.placeOne(file));
    // Destroyed while others were placed, too early for that to find the copies made here.
    await this.assertKept(files);
    return names;
  }

  override async destroy(file: RowsFile): Promise<void> {
    await super.destroy(file);
    await this.shared.remove(nameOf(file));
  }

  override async traces(file: RowsFile): Promise<readonly Trace[]> {
    const found = await super.traces(file);
    const isShared = !found.includes('shelf') && (await this.shared.has(nameOf(file)));
    return isShared ? [...found, 'shelf'] : found;
  }

  override async sweep(): Promise<void> {
    await super.sweep();
    const names = await this.shared.names();
    const lost = await this.lostAmong(new Set(names.map(contributionOf)));
    await inTurns(
      names.filter((name) => lost.has(contributionOf(name))),
      PLACED_AT_ONCE,
      (name) => this.shared.remove(name),
    );
  }

  /** Closes the connections that are kept open. */
  onApplicationShutdown(): void {
    this.shared.close();
  }

  private async placeOne(file: RowsFile): Promise<string> {
    const name = nameOf(file);
    if (await this.shared.has(name)) return name;
    const opened = await this.open(file);
    try {
      await this.shared.put(name, opened.path);
    } finally {
      await opened.release();
    }
    return name;
  }

  private async assertKept(files: readonly RowsFile[]): Promise<void> {
    const lost = await this.lostAmong(new Set(files.map(({ contributionId }) => contributionId)));
    const [first] = files.filter(({ contributionId }) => lost.has(contributionId));
    if (!first) return;
    for (const file of files) if (lost.has(file.contributionId)) await this.shared.remove(nameOf(file));
    throw keyMissing(first.contributionId);
  }
}

const nameOf = ({ contributionId, sha256 }: RowsFile) => `${contributionId}.${sha256}.parquet`;

const contributionOf = (name: string) => name.slice(0, name.indexOf('.'));
