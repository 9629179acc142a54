import type { DecidingClause } from './deciding-clause';
import type { UsePermission } from './document/use';
import type { Prohibition } from './policy-document';
import type { Level, PolicyInForce } from './policy-in-force';
import type { Purpose } from './purpose';

/** A permission to use data, and where it stands: what a decision is later explained by. */
export type Grounds = {
  readonly level: Level;
  readonly policy: PolicyInForce;
  readonly clause: DecidingClause;
  readonly permission: UsePermission;
  /** Those that it names, and their kinds. */
  readonly purposes: readonly Purpose[];
  /** true: it permits nothing, but the thresholds that it sets stay: no suspension makes a number easier to get. */
  readonly suspended?: boolean;
};

/** A prohibition of some purposes or columns only, and where it stands. */
export type Bar = {
  readonly policy: PolicyInForce;
  readonly clause: DecidingClause;
  readonly prohibition: Prohibition;
  /** Those that it names, and their kinds; null: all of them. */
  readonly purposes: readonly Purpose[] | null;
};
