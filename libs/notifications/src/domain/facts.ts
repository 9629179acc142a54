import { isId, visibleLine, type FederationId } from '#kernel';
import { z } from 'zod';

export const SUBJECT_TYPES = ['application', 'grant', 'dataset', 'policy'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** What a notification is about, and so where its link leads. A grant is shown with its application and goes by its id. */
export type NotificationSubject = { readonly type: SubjectType; readonly id: string };

/** How something came out, or why it ended, as the words of every language know it. */
export const OUTCOMES = [
  'approved',
  'approvedWithChanges',
  'approvedInPart',
  'rejected',
  'withdrawn',
  'expired',
  'closed',
  'revoked',
  'policyEnded',
  'consentWithdrawn',
  'datasetWithdrawn',
  'membershipEnded',
  'dutyOverdue',
  'adopted',
  'changed',
  'suspended',
  'ended',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a grant, or a release that was recalled, can oblige people to, as the words of every language know it. */
export const DUTIES = [
  ...(['cite', 'noReidentification', 'deleteAfter', 'shareResults', 'reportUse'] as const),
  'deleteRelease',
] as const;
export type DutyName = (typeof DUTIES)[number];

/** What data are asked for, as the words of every language know it. */
export const NAMED_PURPOSES = [
  'ResearchAndDevelopment',
  'AcademicResearch',
  'NonCommercialResearch',
  'CommercialResearch',
  'ServiceProvision',
  'ServiceImprovement',
  'PublicBenefit',
  'OrganisationGovernance',
] as const;
export type PurposeName = (typeof NAMED_PURPOSES)[number];

/**
 * What a notification tells: only what its reader may know when they are told. Texts may come from anybody. A date is a
 * day (`2026-11-22`) or a moment (`2026-11-22T10:00:00Z`).
 */
export type NotificationFacts = {
  readonly subject: NotificationSubject;
  readonly title: string;
  readonly federationId: FederationId;
  /** The name of whoever did it. */
  readonly actor?: string | null;
  /** The name of the organisation in whose name they did. */
  readonly organisation?: string | null;
  readonly purpose?: PurposeName | null;
  /** How often it was submitted, where that is more than once. */
  readonly revision?: number | null;
  readonly outcome?: Outcome | null;
  readonly duty?: DutyName | null;
  /** Why, of a no. */
  readonly reason?: string | null;
  /** What was said with a yes. */
  readonly note?: string | null;
  /** Who can undo it. */
  readonly askWhom?: string | null;
  readonly until?: string | null;
  readonly dueAt?: string | null;
  /** The title of the dataset, or those of several of which the reader may know. */
  readonly dataset?: string | null;
  /** What its reader called the search that found it. */
  readonly searchName?: string | null;
  /** How many datasets there are besides. */
  readonly furtherDatasets?: number | null;
  /** Further lines, in the language they were written in. */
  readonly extra?: readonly string[];
};

/** As they are kept: every text is one visible line, and what is not said is not there. */
export type CheckedFacts = z.output<typeof schema>;

const MAX_NAME_CHARACTERS = 200;
const MAX_TEXT_CHARACTERS = 1_000;
const MAX_EXTRA_LINES = 20;

/** Made readable and not refused: a title that somebody typed must not stop the decision about it. */
const line = (maxCharacters: number) =>
  z.string().transform((text) => shortened(visibleLine(text), maxCharacters) || '–');
const given = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);
const date = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const id = z.string().refine(isId, 'is not an identifier');

const schema = z.strictObject({
  subject: z.strictObject({ type: z.enum(SUBJECT_TYPES), id }).readonly(),
  title: line(MAX_NAME_CHARACTERS),
  federationId: id.transform((text) => text as FederationId),
  actor: given(line(MAX_NAME_CHARACTERS)),
  organisation: given(line(MAX_NAME_CHARACTERS)),
  purpose: given(z.enum(NAMED_PURPOSES)),
  revision: given(z.int().min(1)),
  outcome: given(z.enum(OUTCOMES)),
  duty: given(z.enum(DUTIES)),
  reason: given(line(MAX_TEXT_CHARACTERS)),
  note: given(line(MAX_TEXT_CHARACTERS)),
  askWhom: given(line(MAX_NAME_CHARACTERS)),
  until: given(date),
  dueAt: given(date),
  dataset: given(line(MAX_TEXT_CHARACTERS)),
  searchName: given(line(MAX_NAME_CHARACTERS)),
  furtherDatasets: given(z.int().min(1)),
  extra: z
    .array(line(MAX_TEXT_CHARACTERS))
    .transform((lines) => lines.slice(0, MAX_EXTRA_LINES))
    .default([]),
});

/**
 * Facts as they may stand in a mail: each text one line of which everything is seen, cut off where it is too long (a
 * name at 200 characters, another text at 1,000, and at 20 further lines).
 *
 * @throws ZodError, which is a defect of the caller, for an id, a date or an outcome that is none
 */
export const checkedFacts = (facts: NotificationFacts): CheckedFacts => schema.parse(facts);

function shortened(text: string, maxCharacters: number): string {
  const characters = Array.from(text);
  return characters.length <= maxCharacters ? text : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
