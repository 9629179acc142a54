import type { Reading, Value } from './graph';
import type { Known } from './things';

/** What stands at the policy counts for each of its rules. @see ODRL Information Model 2.2, section 2.7.1 */
export type Shared = { readonly [Property in 'action' | 'target' | 'assignee']: readonly Value[] };

export type Importing = {
  readonly reading: Reading;
  readonly known: Known;
  readonly shared: Shared;
  /** Whether the policy follows our profile, and so means by every word what we do. */
  readonly ours: boolean;
};
