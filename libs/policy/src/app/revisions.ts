import { Clock } from '#kernel';
import { SharedRead } from '#platform';
import { Injectable } from '@nestjs/common';
import { PolicyStore } from '../db/policy.store';

/** The number of the state of all policies, and the moment of reading it, both as the database has them. */
export type Revision = { readonly number: number; readonly now: Date };

/** Reads the revision, which is never remembered, so that a vote takes effect on every server at once. */
@Injectable()
export class Revisions {
  private readonly reads = new SharedRead<'revision', Revision>(async () => {
    const revision = await this.policies.revision(this.clock.offsetMs);
    return new Map([['revision', revision]]);
  });

  constructor(
    private readonly policies: PolicyStore,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<Revision> {
    const revision = await this.reads.get('revision');
    if (!revision) throw new Error('The revision was not read.');
    return revision;
  }
}
