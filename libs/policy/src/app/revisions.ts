import { Clock } from '#kernel';
import { Injectable } from '@nestjs/common';
import { PolicyStore } from '../db/policy.store';

/** The number of the state of all policies, and the calendar day in UTC, both as the database has them. */
export type Revision = { readonly number: number; readonly today: string };

/**
 * Reads the revision: requests of one turn of the event loop share one statement, which is sent only after all of them
 * have asked. Nothing is remembered from one turn to the next, so that a vote takes effect on every server at once.
 */
@Injectable()
export class Revisions {
  private asked: Promise<Revision> | null = null;

  constructor(
    private readonly policies: PolicyStore,
    private readonly clock: Clock,
  ) {}

  current(): Promise<Revision> {
    this.asked ??= new Promise((resolve) => {
      setImmediate(() => {
        this.asked = null;
        resolve(this.policies.revision(this.clock.offsetMs));
      });
    });
    return this.asked;
  }
}
