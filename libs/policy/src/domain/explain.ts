import { allows, levelsOn, wholeRecord } from './ability';
import type { Actor } from './actor';
import type { DecidingClause } from './deciding-clause';
import { ACTIONS_ON, type Action, type Records, type SubjectName } from './vocabulary';

/** Why somebody may or may not do something with one record. */
export type Explanation = {
  readonly allowed: boolean;
  /** What permits it or, if it is refused, what forbids it; none where nothing is said, or no vote is needed. */
  readonly clauses: readonly DecidingClause[];
  /** The last day on which these clauses permit it; null: they have no end, or it is refused. */
  readonly until: string | null;
  /** What else this person may do with the record today. */
  readonly instead: readonly Action[];
};

/**
 * Explains one decision by the very rules that made it.
 *
 * Where something is allowed, every permission of each level that permits it is named; where it is refused, the
 * prohibitions that keep it from being allowed. A refusal without clauses means that no policy permits it.
 */
export function explain<S extends SubjectName>(by: Actor, action: Action, noun: S, record: Records[S]): Explanation {
  const whole = wholeRecord(noun, record);
  const allowed = allows(by.ability, action, noun, record);
  const byLevel = levelsOn(by.ability, noun, record).map((level) =>
    level
      .rulesFor(action, noun)
      .filter((rule) => rule.inverted === !allowed && rule.matchesConditions(whole))
      .flatMap(({ reason }) => by.sources.get(reason ?? '') ?? []),
  );
  return {
    allowed,
    clauses: byLevel.flat(),
    until: allowed ? untilOf(byLevel.map((level) => level.map(({ lastDay }) => lastDay))) : null,
    instead: ACTIONS_ON[noun].filter((other) => other !== action && allows(by.ability, other, noun, record)),
  };
}

/**
 * How long several permissions last together: on each level as long as one of them does, and no longer than any level.
 *
 * @param levels the last days of each level's permissions; a level with none is one that leaves it to the others
 * @returns `YYYY-MM-DD`; null: without end
 */
export function untilOf(levels: readonly (readonly (string | null)[])[]): string | null {
  const ends = levels.filter((days) => days.length > 0).map(latest);
  return ends.reduce((first, end) => (first === null || (end !== null && end < first) ? end : first), null);
}

const latest = (days: readonly (string | null)[]): string | null =>
  days.includes(null) ? null : ([...days].sort().at(-1) ?? null);
