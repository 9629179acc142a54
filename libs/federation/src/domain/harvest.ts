import type { FederationId, Id, PersonId } from '#kernel';
import { invalidSource } from './errors';
import type { Defect } from './harvested';

export type HarvestSourceId = Id<'HarvestSource'>;
export type HarvestRunId = Id<'HarvestRun'>;
export type HarvestItemId = Id<'HarvestItem'>;
export type HarvestedDatasetId = Id<'HarvestedDataset'>;

export const SOURCE_KINDS = ['dcat', 'ckan', 'dataPackage'] as const;
/** What a source speaks: DCAT in any of its three syntaxes, the API of CKAN, or a Data Package’s descriptor. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Another catalogue, whose entries a federation wants beside its own. */
export type HarvestSource = {
  readonly id: HarvestSourceId;
  readonly federationId: FederationId;
  readonly title: string;
  readonly url: string;
  readonly kind: SourceKind;
  /** Hours from the end of one run to the next; null: only when somebody asks. */
  readonly everyHours: number | null;
  /** Whether anybody may see what was harvested, and not only the federation’s members. */
  readonly isPublic: boolean;
  readonly createdBy: PersonId;
  readonly createdAt: Date;
  /** When somebody first looked at what it would bring; null: nobody has yet. */
  readonly previewedAt: Date | null;
  readonly endedAt: Date | null;
};
export type SourceDraft = Pick<HarvestSource, 'federationId' | 'title' | 'url' | 'kind' | 'everyHours' | 'isPublic'>;

export const RUN_STATES = ['waiting', 'running', 'complete', 'partial', 'failed'] as const;
/** `partial`: it ended before the catalogue’s end, and so took nothing away. */
export type RunState = (typeof RUN_STATES)[number];

export const OUTCOMES = ['added', 'changed', 'unchanged', 'removed', 'skipped', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Counts = Readonly<Record<Outcome, number>>;
export const NONE: Counts = { added: 0, changed: 0, unchanged: 0, removed: 0, skipped: 0, failed: 0 };

/** One time that a source is read from its beginning to its end, and what came of it. */
export type HarvestRun = {
  readonly id: HarvestRunId;
  readonly sourceId: HarvestSourceId;
  readonly state: RunState;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly pages: number;
  readonly counts: Counts;
  readonly defects: readonly Defect[];
  /** Why it failed or stayed partial: the code of an error; null: it did not. */
  readonly failure: string | null;
  /** Where to go on; null: at the beginning, or it has ended. */
  readonly next: string | null;
};

/** What became of one entry in one run; unchanged ones are only counted. */
export type HarvestItem = {
  readonly id: HarvestItemId;
  readonly runId: HarvestRunId;
  readonly identity: string;
  readonly title: string | null;
  readonly outcome: Outcome;
  /** Why it was skipped or failed; null: it was not. */
  readonly reason: string | null;
  readonly at: Date;
};

const MOST_HOURS = 24 * 366;

/** @throws HARVEST.SOURCE_INVALID */
export function assertSource({ title, url, everyHours }: SourceDraft): void {
  if (title.trim().length < 3 || title.length > 200 || /[^\P{Cc}]|\p{Cs}/u.test(title)) {
    throw invalidSource('its title has 3 to 200 characters, all of them visible');
  }
  if (url.length > 2_000 || !isWebAddress(url)) {
    throw invalidSource('its address is a web address, http or https, without a password in it');
  }
  if (everyHours !== null && !isWithin(everyHours, 1, MOST_HOURS)) {
    throw invalidSource('it is harvested every 1 to 8,784 hours, or when somebody asks');
  }
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

const isWithin = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;
