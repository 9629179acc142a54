import type { Grounds } from '#policy';
import { assessUse, type UseStanding } from '../assess-extract';
import type { Extract } from '../extract';
import type { ExtractRequest, Refusal, Terms } from '../permit';
import { statedTerms } from '../terms';
import { termsHold } from '../terms-hold';
import type { Standing } from './standing';

/** Where in the policies something is decided; `policy` is null for what the ballot itself would change. */
export type DecidingClause = { readonly policy: Grounds['policy'] | null; readonly address: string };

/** What would be answered to a request, and which clause decides; null where there is none. */
export type Outcome =
  | {
      readonly granted: true;
      readonly terms: Terms;
      /** Without what holds by default. */
      readonly stated: Terms;
      readonly clause: DecidingClause | null;
    }
  | {
      readonly granted: false;
      readonly code: Refusal['code'] | 'DATASET.MISSING';
      readonly clause: DecidingClause | null;
    };

/**
 * Asks again, under the policies of one state, what somebody once asked for: as if the request were made today, by the
 * person as the members' book has them today. What cannot be seen is not granted.
 */
export function replay({ sees, use, forbiddenBy }: Standing, request: ExtractRequest): Outcome {
  const prohibition = forbiddenBy === null ? null : { policy: null, address: forbiddenBy };
  if (!sees) return { granted: false, code: 'DATASET.MISSING', clause: prohibition };
  const assessment = assessUse(use, request);
  if (assessment.outcome === 'refused') return { granted: false, code: assessment.refusal.code, clause: prohibition };
  const { terms, policyVersionId } = assessment.permit;
  const deciding = use.grounds
    .filter(({ policy }) => policy.versionId === policyVersionId)
    .filter((ground) => covers({ ...use, grounds: [{ ...ground, level: 'federation' }] }, request))
    .sort((a, b) => b.permission.terms.minPeople - a.permission.terms.minPeople)[0];
  const clause = deciding ? clauseOf(deciding) : null;
  if (assessment.requires.length > 0) return { granted: false, code: 'EXTRACT.NEEDS_APPLICATION', clause };
  return { granted: true, terms, stated: statedTerms(assessment.permit), clause };
}

/** One permission by itself, whichever level it stands on. */
const covers = (use: UseStanding, request: ExtractRequest): boolean => assessUse(use, request).outcome === 'granted';

/** What adopting would do to one request of the past. */
export type Effect = {
  readonly kind: 'becomesGranted' | 'becomesRefused' | 'termsChange' | 'staysAsItIs';
  readonly before: Outcome;
  readonly after: Outcome;
  /** Whether the table that was released could be downloaded no more, or again; null: neither. */
  readonly release: 'lost' | 'regained' | null;
  /** The clause to look at: that of the draft which decides, or else the one that allowed it and no longer does. */
  readonly clause: DecidingClause | null;
};

/**
 * Compares a request under the policies in force with the same request under the draft. What was answered at its time
 * does not count: what other votes have changed since then is not this ballot's doing.
 *
 * @returns null if nothing changes for it
 */
export function effectOn(extract: Extract, now: Standing, draft: Standing): Effect | null {
  const [before, after] = [replay(now, extract), replay(draft, extract)];
  const [could, can] = [before, after].map((outcome) => isDownloadable(extract, outcome));
  const release = could === can ? null : can ? 'regained' : 'lost';
  const kind = kindOf(before, after);
  if (kind === 'staysAsItIs' && release === null) return null;
  return { kind, before, after, release, clause: after.clause ?? before.clause };
}

function kindOf(before: Outcome, after: Outcome): Effect['kind'] {
  if (!before.granted) return after.granted ? 'becomesGranted' : 'staysAsItIs';
  if (!after.granted) return 'becomesRefused';
  const isSame =
    termsHold(before.terms, after.terms) &&
    termsHold(after.terms, before.terms) &&
    before.terms.generalise === after.terms.generalise;
  return isSame ? 'staysAsItIs' : 'termsChange';
}

/** A release is shown as long as its request would be granted, under terms that it was made with or weaker ones. */
function isDownloadable({ release }: Extract, outcome: Outcome): boolean {
  return release !== null && outcome.granted && termsHold(release.permit.terms, outcome.stated);
}

const clauseOf = ({ policy, clause: { address } }: Grounds): DecidingClause => ({ policy, address });
