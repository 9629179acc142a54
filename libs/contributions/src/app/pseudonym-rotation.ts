import { Injectable } from '@nestjs/common';
import { VersionService } from '#catalogue';
import type { FederationId } from '#kernel';
import { UnitOfWork, type Principal } from '#platform';
import { PseudonymKeyStore, type PseudonymKey, type Pseudonymised } from '../db/pseudonym-key.store';
import { noPseudonyms, rotationUnfinished } from '../domain/errors';
import { PseudonymKeys } from './pseudonym-keys';

/** How far a federation's change from one pseudonym key to the next is. */
export type RotationState = {
  /** Of the newest key, which everything is read with now. */
  readonly number: number;
  /** Whether that key can be used; a lost one keeps every file with pseudonyms from being read. */
  readonly isThere: boolean;
  /** Contributions in use, or waiting for somebody, whose rows have pseudonyms of an earlier key: they are to be sent again. */
  readonly open: readonly Pseudonymised[];
  /** How many are in earlier versions alone. */
  readonly superseded: number;
  /** Numbers of earlier keys that were not destroyed. */
  readonly kept: readonly number[];
};

/**
 * The operator's way from one pseudonym key to the next: `begin` makes the new one, contributors send their rows again, and
 * `finish` destroys what came before. Pseudonyms of different keys do not meet, so one change ends before the next begins.
 */
@Injectable()
export class PseudonymRotation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PseudonymKeys,
    private readonly store: PseudonymKeyStore,
    private readonly versions: VersionService,
  ) {}

  /** Federations that have pseudonym keys. */
  federations(): Promise<FederationId[]> {
    return this.store.federations();
  }

  /** @throws PSEUDONYM.NO_KEY */
  async state(id: FederationId): Promise<RotationState> {
    const { newest, earlier } = await this.keysOf(id);
    const behind = await this.store.behind(id, newest.number);
    const used = await this.inUse(behind);
    const open = behind.filter((one) => !one.isAccepted || used.has(one.contributionId));
    const there = await Promise.all(earlier.map((key) => this.keys.isThere(key)));
    return {
      ...{ number: newest.number, isThere: await this.keys.isThere(newest) },
      ...{ open, superseded: behind.length - open.length },
      kept: earlier.filter((_, i) => there[i]).map(({ number }) => number),
    };
  }

  /**
   * Makes the next key. Where the newest was lost, an unfinished change is no hindrance: nothing could be read otherwise.
   *
   * @throws PSEUDONYM.NO_KEY, PSEUDONYM.ROTATION_UNFINISHED
   */
  async begin(by: Principal, id: FederationId): Promise<RotationState> {
    const { number, isThere, open } = await this.state(id);
    if (isThere && open.length > 0) throw rotationUnfinished(id, open.length);
    await this.keys.make(by, id, number);
    return this.state(id);
  }

  /**
   * Destroys all keys but the newest, once nothing in use was made with them; again, it changes nothing.
   *
   * @throws PSEUDONYM.NO_KEY, PSEUDONYM.ROTATION_UNFINISHED
   */
  async finish(by: Principal, id: FederationId): Promise<RotationState> {
    const { open, kept } = await this.state(id);
    if (open.length > 0) throw rotationUnfinished(id, open.length);
    const { earlier } = await this.keysOf(id);
    for (const key of earlier) await this.keys.destroy(key);
    await this.work.run(by, (tx) => {
      if (kept.length > 0) tx.record({ type: 'pseudonym-key.destroyed', federationId: id, numbers: kept });
      else tx.unchanged(undefined);
      return Promise.resolve();
    });
    return this.state(id);
  }

  private async keysOf(id: FederationId): Promise<{ newest: PseudonymKey; earlier: PseudonymKey[] }> {
    const all = await this.keys.all(id);
    const newest = all.at(-1);
    if (!newest) throw noPseudonyms(id);
    return { newest, earlier: all.slice(0, -1) };
  }

  /** Those whose rows are in the latest version of their dataset. */
  private async inUse(behind: readonly Pseudonymised[]): Promise<ReadonlySet<string>> {
    const used = new Set<string>();
    for (const datasetId of new Set(behind.map((one) => one.datasetId))) {
      for (const { contributionId } of (await this.versions.latest(datasetId))?.parts ?? []) used.add(contributionId);
    }
    return used;
  }
}
