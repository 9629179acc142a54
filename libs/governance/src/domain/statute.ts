import type { FederationId } from '#kernel';
import { closingTimeOutOfRange, invalidStatute } from './errors';
import type { Rule, Share } from './tally';

/** How the assembly of a federation decides on access to data. */
export type Statute = {
  readonly federationId: FederationId;
  readonly rule: Rule;
  /** Least and most time between opening and closing, in minutes. */
  readonly minMinutes: number;
  readonly maxMinutes: number;
};

/** @throws STATUTE.INVALID */
export function assertStatute({ rule, minMinutes, maxMinutes }: Statute): void {
  for (const [name, share] of Object.entries(rule)) {
    if (!isShare(share)) throw invalidStatute(`${name} is not a share between 0 and 1`);
  }
  if (rule.majority.part * 2 < rule.majority.of) throw invalidStatute('a majority is at least one half');
  if (minMinutes < 1 || maxMinutes < minMinutes) throw invalidStatute('no closing time is possible');
}

/** @throws BALLOT.CLOSING_TIME naming the earliest and the latest that the statute allows */
export function assertClosingTime({ minMinutes, maxMinutes }: Statute, opensAt: Date, closesAt: Date): void {
  const earliest = new Date(opensAt.getTime() + minMinutes * 60_000);
  const latest = new Date(opensAt.getTime() + maxMinutes * 60_000);
  if (closesAt < earliest || closesAt > latest) throw closingTimeOutOfRange(earliest, latest);
}

const isShare = ({ part, of }: Share) =>
  Number.isSafeInteger(part) && Number.isSafeInteger(of) && of >= 1 && part >= 0 && part <= of;
