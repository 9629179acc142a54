import { isId, type Id, type OrganisationId } from '#kernel';
import { invalidMetadata } from './errors';
import { hasLength, UNPRINTABLE } from './texts';

export type CodeListId = Id<'CodeList'>;

/** @see EU Publications Office, authority table data-theme */
export const DATA_THEMES = [
  ...(['AGRI', 'ECON', 'EDUC', 'ENER', 'ENVI', 'GOVE', 'HEAL'] as const),
  ...(['INTR', 'JUST', 'OP_DATPRO', 'REGI', 'SOCI', 'TECH', 'TRAN'] as const),
] as const;
export type DataTheme = (typeof DATA_THEMES)[number];

/** @see EU Publications Office, authority table frequency */
export const FREQUENCIES = [
  ...(['UPDATE_CONT', 'CONT', 'HOURLY', 'DAILY_2', 'DAILY', 'WEEKLY_3', 'WEEKLY_2', 'WEEKLY', 'BIWEEKLY'] as const),
  ...(['MONTHLY_3', 'MONTHLY_2', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY', 'ANNUAL_3', 'ANNUAL_2', 'ANNUAL'] as const),
  ...(['BIENNIAL', 'TRIENNIAL', 'QUADRENNIAL', 'QUINQUENNIAL', 'DECENNIAL'] as const),
  ...(['IRREG', 'NEVER', 'OTHER', 'UNKNOWN'] as const),
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** The languages that data here may be in, by their EU codes. @see EU Publications Office, authority table language */
export const LANGUAGES = [
  ...(['BUL', 'CAT', 'CES', 'DAN', 'DEU', 'ELL', 'ENG', 'EST', 'EUS', 'FIN', 'FRA', 'FUR', 'GLE', 'GLG'] as const),
  ...(['HRV', 'HUN', 'ITA', 'LAV', 'LIT', 'MLT', 'NLD', 'NOR', 'POL', 'POR', 'ROH', 'RON', 'SLK', 'SLV'] as const),
  ...(['SPA', 'SQI', 'SRD', 'SWE', 'UKR'] as const),
] as const;
export type Language = (typeof LANGUAGES)[number];

/** A place that the data are about: by its name for people, and for machines by an address, a code of a list, or both. */
export type Territory = {
  readonly label: string;
  /** Such as a GeoNames or EU place address; null: none was given. */
  readonly uri: string | null;
  readonly code: { readonly list: CodeListId; readonly code: string } | null;
};

/** Calendar days, both included; null: open on that side. */
export type Period = { readonly start: string | null; readonly end: string | null };

/**
 * What a catalogue says of a dataset beyond its title, for people and other catalogues; its publisher's steward keeps it.
 *
 * @see DCAT-AP 3 and DCAT-AP_IT, dcat:Dataset
 */
export type DatasetMetadata = {
  readonly contactPoint: { readonly name: string; readonly email: string } | null;
  /** Address of the licence under which what is released may be used. */
  readonly licence: string | null;
  /** The organisation that holds the rights; null: its publisher does. */
  readonly rightsHolderId: OrganisationId | null;
  readonly accrualPeriodicity: Frequency | null;
  readonly themes: readonly DataTheme[];
  readonly spatial: readonly Territory[];
  readonly temporal: Period | null;
  readonly languages: readonly Language[];
  /** A page about it elsewhere. */
  readonly landingPage: string | null;
  /** When its entry or its data last changed; kept by the catalogue, not by people. */
  readonly modifiedAt: Date;
};

/** What a steward says of a dataset. */
export type MetadataDraft = Omit<DatasetMetadata, 'modifiedAt'>;

export const NO_METADATA: MetadataDraft = {
  ...{ contactPoint: null, licence: null, rightsHolderId: null, accrualPeriodicity: null, themes: [] },
  ...{ spatial: [], temporal: null, languages: [], landingPage: null },
};

const MOST = { territories: 50, addressCharacters: 2_000 };

/**
 * Checks that other catalogues will understand what is said of a dataset.
 *
 * @throws DATASET.INVALID_METADATA
 */
export function assertMetadata(draft: MetadataDraft): void {
  assertContact(draft.contactPoint);
  assertAddress('licence', draft.licence);
  assertAddress('landing page', draft.landingPage);
  assertTerritories(draft.spatial);
  assertPeriod(draft.temporal);
  for (const [noun, codes] of [
    ['theme', draft.themes],
    ['language', draft.languages],
  ] as const) {
    if (new Set(codes).size < codes.length) throw invalidMetadata(`name each ${noun} once`);
  }
}

function assertContact(contact: MetadataDraft['contactPoint']): void {
  if (!contact) return;
  if (!isText(contact.name, 200)) throw invalidMetadata('the contact’s name has 1 to 200 characters');
  if (!/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/u.test(contact.email) || UNPRINTABLE.test(contact.email)) {
    throw invalidMetadata('the contact’s address is a mail address');
  }
}

function assertTerritories(spatial: readonly Territory[]): void {
  if (spatial.length > MOST.territories) throw invalidMetadata(`it names at most ${MOST.territories} territories`);
  for (const { label, uri, code } of spatial) {
    if (!isText(label, 200)) throw invalidMetadata('a territory’s name has 1 to 200 characters');
    assertAddress('territory', uri);
    if (code && !isId(code.list)) throw invalidMetadata('a territory’s code is one of a code list');
    if (code && !isText(code.code, 500)) throw invalidMetadata('a territory’s code has 1 to 500 characters');
  }
}

function assertPeriod(period: Period | null): void {
  if (!period) return;
  const { start, end } = period;
  if (start === null && end === null) throw invalidMetadata('a period has a first or a last day');
  if (![start, end].every((day) => day === null || isDay(day))) {
    throw invalidMetadata('the days of a period are written YYYY-MM-DD');
  }
  if (start !== null && end !== null && start > end) throw invalidMetadata('its period ends before it starts');
}

function assertAddress(noun: string, address: string | null): void {
  if (address === null) return;
  if (address.length > MOST.addressCharacters || !isWebAddress(address)) {
    throw invalidMetadata(`the address of its ${noun} is a web address, http or https`);
  }
}

/** An address that stands in RDF as it is: http or https, and none of the characters that an IRI forbids. */
const isWebAddress = (text: string) =>
  /^https?:\/\/[^\s<>"{}|\\^`]+$/u.test(text) && !UNPRINTABLE.test(text) && URL.canParse(text);

const isText = (text: string, most: number) => hasLength(text, 1, most) && !UNPRINTABLE.test(text);

/** Whether a text is a day of the calendar, `YYYY-MM-DD`; no calendar has a year 0. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text)
  );
}
