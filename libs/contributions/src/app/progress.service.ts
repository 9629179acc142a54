import { Injectable } from '@nestjs/common';
import type { ContributionId } from '#kernel';
import type { Actor } from '#policy';
import { ProgressStore, type Progress } from '../db/progress.store';
import { Access } from './access';

/** How far the work on contributions is, for who waits for it. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly access: Access,
    private readonly progress: ProgressStore,
  ) {}

  /**
   * Whether the caller may follow a contribution, and how to ask again and again how far it is.
   *
   * @returns asks; many who do so at once share a statement
   * @throws CONTRIBUTION.MISSING, POLICY.FORBIDDEN
   */
  async follow(by: Actor, id: ContributionId): Promise<() => Promise<Progress>> {
    const { state } = await this.access.read(by, id);
    return async () => (await this.progress.read(id)) ?? { state, phase: null, permille: 0 };
  }
}
