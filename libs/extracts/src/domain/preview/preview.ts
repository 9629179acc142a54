import type { DatasetId, ExtractId, PersonId } from '#kernel';
import type { Purpose } from '#policy';
import type { Extract, ExtractState } from '../extract';
import type { Refusal, Terms } from '../permit';
import type { AccessAction } from './access-change';
import type { Group } from './group';
import type { Effect } from './replay';

/** A dataset as far as the reader of the preview may know it; null: one that they may not see. */
export type KnownDataset = { readonly id: DatasetId; readonly title: string } | null;

/** A clause as the reader may know it; `policyTitle` is null for a policy that they may not see. */
export type KnownClause = { readonly policyTitle: string | null; readonly address: string };

export type KnownOutcome = {
  readonly granted: boolean;
  /** Why not; null: it is granted. */
  readonly code: Refusal['code'] | 'DATASET.MISSING' | null;
  /** null: it is refused. */
  readonly terms: Terms | null;
};

export type PreviewedAccess = {
  readonly dataset: KnownDataset;
  readonly action: AccessAction;
  readonly effect: 'gained' | 'lost';
  readonly groups: readonly Group[];
};

export type PreviewedExtract = {
  /** The request and who made it; null to readers who may not read it. */
  readonly extractId: ExtractId | null;
  readonly requestedBy: PersonId | null;
  readonly dataset: KnownDataset;
  readonly purpose: Purpose;
  /** The day in UTC, `2026-11-22`: the moment would tell who asked to whoever watched. */
  readonly requestedOn: string;
  readonly state: ExtractState;
  readonly change: Effect['kind'];
  readonly release: Effect['release'];
  readonly before: KnownOutcome;
  readonly after: KnownOutcome;
  readonly clause: KnownClause | null;
};

export type ExtractCounts = {
  readonly becomeGranted: number;
  readonly becomeRefused: number;
  readonly termsChange: number;
  readonly releasesLost: number;
  readonly releasesRegained: number;
  /** Granted and not yet released, and something changes for them. */
  readonly openChanged: number;
};

/** What adopting a motion would change, as far as one reader may know. */
export type Preview = {
  /** The first of the changes, newest datasets first. */
  readonly access: readonly PreviewedAccess[];
  readonly accessTotal: number;
  /** The first of the requests for which something changes, newest first. */
  readonly extracts: readonly PreviewedExtract[];
  readonly extractsTotal: number;
  readonly counts: ExtractCounts;
  /** How many requests of the past were replayed. */
  readonly replayed: number;
  /** Whether every request and every dataset was looked at; otherwise the newest ones were. */
  readonly isComplete: boolean;
};

const NOTHING: ExtractCounts = {
  ...{ becomeGranted: 0, becomeRefused: 0, termsChange: 0 },
  ...{ releasesLost: 0, releasesRegained: 0, openChanged: 0 },
};

/** Of a motion that decides on no policy. */
export const EMPTY_PREVIEW: Preview = {
  ...{ access: [], accessTotal: 0, extracts: [], extractsTotal: 0 },
  ...{ counts: NOTHING, replayed: 0, isComplete: true },
};

/** How many requests each of the changes concerns; one may count as several. */
export function countEffects(
  affected: readonly { readonly extract: Extract; readonly effect: Effect }[],
): ExtractCounts {
  const count = (test: (effect: Effect, extract: Extract) => boolean) =>
    affected.filter(({ effect, extract }) => test(effect, extract)).length;
  return {
    becomeGranted: count(({ kind }) => kind === 'becomesGranted'),
    becomeRefused: count(({ kind }) => kind === 'becomesRefused'),
    termsChange: count(({ kind }) => kind === 'termsChange'),
    releasesLost: count(({ release }) => release === 'lost'),
    releasesRegained: count(({ release }) => release === 'regained'),
    openChanged: count((_, { state }) => state === 'granted'),
  };
}

export const knownOutcome = (outcome: Effect['before']): KnownOutcome =>
  outcome.granted
    ? { granted: true, code: null, terms: outcome.terms }
    : { granted: false, code: outcome.code, terms: null };
