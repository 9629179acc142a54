import type { Identity } from '#identity';
import type { Ability } from '../domain/ability';
import type { Grounds } from '../domain/compile-policy';

type Entry = { readonly ability: Ability; readonly grounds: ReadonlyMap<string, Grounds> };

const MOST = 2_000;

/** Compiled abilities by what they depend on; forgotten whole as soon as the policies or the day are others. */
export class AbilityCache {
  private state = '';
  private readonly entries = new Map<string, Entry>();

  get(state: string, identity: Identity, compile: () => Entry): Entry {
    if (state !== this.state || this.entries.size >= MOST) this.entries.clear();
    this.state = state;
    const key = JSON.stringify([identity.personId, identity.scopes, identity.memberships]);
    const known = this.entries.get(key);
    if (known) return known;
    const entry = compile();
    this.entries.set(key, entry);
    return entry;
  }
}
