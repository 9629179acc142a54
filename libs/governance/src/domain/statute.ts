import type { FederationId } from '#kernel';
import { closingTimeOutOfRange, invalidStatute } from './errors';
import type { Rule, Share } from './tally';

/** How the assembly of a federation decides on access to data. */
export type Statute = {
  readonly federationId: FederationId;
  readonly rule: Rule;
  /** Least and most time between opening and closing, in seconds. */
  readonly minSeconds: number;
  readonly maxSeconds: number;
};

/** Small enough that a share times an electorate is an exact number, and that a column holds it. */
const MAX_PARTS = 1_000_000;
const MAX_SECONDS = 366 * 24 * 60 * 60;

/** @throws STATUTE.INVALID */
export function assertStatute({ rule, minSeconds, maxSeconds }: Statute): void {
  for (const name of ['quorum', 'majority'] as const) {
    if (!isShare(rule[name])) throw invalidStatute(`${name} is not a share between 0 and 1`);
  }
  if (rule.majority.part * 2 < rule.majority.of) throw invalidStatute('a majority is at least one half');
  const possible = isCount(minSeconds, MAX_SECONDS) && isCount(maxSeconds, MAX_SECONDS) && minSeconds <= maxSeconds;
  if (!possible) throw invalidStatute('no closing time is possible');
}

/** @throws BALLOT.CLOSING_TIME naming the earliest and the latest that the statute allows */
export function assertClosingTime({ minSeconds, maxSeconds }: Statute, opensAt: Date, closesAt: Date): void {
  const earliest = new Date(opensAt.getTime() + minSeconds * 1_000);
  const latest = new Date(opensAt.getTime() + maxSeconds * 1_000);
  const allowed = closesAt >= earliest && closesAt <= latest; // false for a date that is none
  if (!allowed) throw closingTimeOutOfRange(earliest, latest);
}

const isCount = (n: number, most: number) => Number.isSafeInteger(n) && n >= 1 && n <= most;

const isShare = ({ part, of }: Share) =>
  isCount(of, MAX_PARTS) && Number.isSafeInteger(part) && part >= 0 && part <= of;
