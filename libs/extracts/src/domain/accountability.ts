import type { Purpose } from '#policy';
import type { ApplicationState, RejectionReason } from './application/application';
import type { ExtractState } from './extract';
import type { GrantEnd } from './grant/grant';

/** How many there are of something. */
export type Count<Term extends string> = { readonly term: Term; readonly count: number };

/** What was asked of a dataset and what came of it, in numbers: no names, no people, nothing that anybody wrote. */
export type Accountability = {
  readonly extracts: {
    readonly total: number;
    readonly outcomes: readonly Count<ExtractState>[];
    /** Why not: codes of refusals and failures. */
    readonly reasons: readonly Count<string>[];
    readonly purposes: readonly Count<Purpose>[];
  };
  readonly applications: {
    /** Those that were ever submitted. */
    readonly total: number;
    readonly outcomes: readonly Count<ApplicationState>[];
    readonly reasons: readonly Count<RejectionReason>[];
    readonly purposes: readonly Count<Purpose>[];
    /** Whole hours from the first submission to the decision, the lower of two in the middle; null: none was decided. */
    readonly medianHours: number | null;
  };
  readonly grants: {
    readonly live: number;
    /** Not begun yet. */
    readonly toCome: number;
    readonly ends: readonly Count<GrantEnd>[];
  };
  readonly duties: { readonly toFulfil: number; readonly overdue: number; readonly accepted: number };
};

/** How many there are of each combination. */
export type ExtractTally = { state: ExtractState; purpose: Purpose; reason: string | null; count: number };
export type ApplicationTally = {
  state: ApplicationState;
  purpose: Purpose;
  reason: RejectionReason | null;
  count: number;
};
export type GrantTally = { standing: 'live' | 'toCome' | GrantEnd; count: number };
export type DutyTally = { standing: keyof Accountability['duties']; count: number };

/** All that was counted about one dataset. */
export type Tallies = {
  readonly extracts: readonly ExtractTally[];
  readonly applications: readonly ApplicationTally[];
  readonly medianHours: number | null;
  readonly grants: readonly GrantTally[];
  readonly duties: readonly DutyTally[];
};

/** Adds up what was counted: in each list the most frequent first, then by name. */
export function accountabilityOf({ extracts, applications, medianHours, grants, duties }: Tallies): Accountability {
  const ends = grants.flatMap(({ standing, count }) =>
    standing === 'live' || standing === 'toCome' ? [] : [{ standing, count }],
  );
  return {
    extracts: requests(extracts),
    applications: { ...requests(applications), medianHours },
    grants: {
      live: total(grants.filter(({ standing }) => standing === 'live')),
      toCome: total(grants.filter(({ standing }) => standing === 'toCome')),
      ends: counts(ends, ({ standing }) => standing),
    },
    duties: {
      toFulfil: total(duties.filter(({ standing }) => standing === 'toFulfil')),
      overdue: total(duties.filter(({ standing }) => standing === 'overdue')),
      accepted: total(duties.filter(({ standing }) => standing === 'accepted')),
    },
  };
}

const requests = <State extends string, Reason extends string>(
  tallies: readonly { state: State; purpose: Purpose; reason: Reason | null; count: number }[],
) => ({
  total: total(tallies),
  outcomes: counts(tallies, ({ state }) => state),
  reasons: counts(tallies, ({ reason }) => reason),
  purposes: counts(tallies, ({ purpose }) => purpose),
});

const total = (tallies: readonly { readonly count: number }[]) => tallies.reduce((sum, { count }) => sum + count, 0);

function counts<Tally extends { readonly count: number }, Term extends string>(
  tallies: readonly Tally[],
  termOf: (tally: Tally) => Term | null,
): Count<Term>[] {
  const sums = new Map<Term, number>();
  for (const tally of tallies) {
    const term = termOf(tally);
    if (term !== null) sums.set(term, (sums.get(term) ?? 0) + tally.count);
  }
  return [...sums]
    .map(([term, count]) => ({ term, count }))
    .sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1));
}
