import type { Identity } from '#identity';
import { compilePolicies, type Compiled, type MadeLevels } from '../domain/compile-policy';
import type { PolicyInForce } from '../domain/policy-in-force';

const MOST = 2_000;

/** Compiled abilities by what they depend on; forgotten whole as soon as what is in force is something else. */
export class AbilityCache {
  private state = '';
  private readonly entries = new Map<string, Compiled>();
  private readonly made: MadeLevels = new Map();

  /** @param state names what the policies allow at that moment: equal names, equal abilities */
  get(state: string, identity: Identity | null, policies: readonly PolicyInForce[], now: Date): Compiled {
    if (state !== this.state || this.entries.size >= MOST) this.forget(state);
    const key = JSON.stringify(identity && [identity.personId, identity.scopes, identity.memberships]);
    const known = this.entries.get(key);
    if (known) return known;
    const entry = compilePolicies(policies, identity, now, this.made);
    this.entries.set(key, entry);
    return entry;
  }

  private forget(state: string): void {
    this.entries.clear();
    this.made.clear();
    this.state = state;
  }
}
