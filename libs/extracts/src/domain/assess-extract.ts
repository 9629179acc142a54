import type { Bar, DecidingClause, Grounds, Purpose, UseAction } from '#policy';
import type { TableSchema } from '#warehouse';
import { barredColumns, barring, isBarred } from './bars';
import { conditionsOf, type Conditions } from './conditions';
import { termsChanged } from './errors';
import { allowedDimensions } from './granularity';
import type { Alternative, ExtractRequest, Permit, Refusal, Terms } from './permit';
import { asksForNoise, termsWithDefaults } from './terms';
import { termsHold } from './terms-hold';

/** Everything that decides what one person may draw out of one dataset today. */
export type UseStanding = {
  /** The permissions, as `useGrounds` finds them. */
  readonly grounds: readonly Grounds[];
  /** What is forbidden for some purposes, or of some columns only, as `barsOn` finds it. */
  readonly bars: readonly Bar[];
  /** Which column lies within which. */
  readonly schema: Pick<TableSchema, 'fields'>;
};

export type Granted = Conditions & {
  readonly outcome: 'granted';
  readonly permit: Permit;
  readonly clauses: readonly DecidingClause[];
};

export type Refused = {
  readonly outcome: 'refused';
  readonly refusal: Refusal;
  /** What forbids it; none where nothing permits it. */
  readonly clauses: readonly DecidingClause[];
};

export type Assessment = Granted | Refused;

const NO_POLICY: Refusal = {
  code: 'EXTRACT.NO_POLICY',
  message: 'No policy in force allows you extracts of this dataset.',
  alternative: null,
};

const USES: Readonly<Record<UseAction, string>> = {
  preview: 'previews',
  queryAggregates: 'queries',
  requestExtract: 'extracts',
  exportRecords: 'exports of records',
};

/** The refusal of a use that no policy speaks of, by its name. */
export const noPolicyFor = (action: UseAction): Refusal => ({
  ...NO_POLICY,
  message: `No policy in force allows you ${USES[action]} of this dataset.`,
});

const NOTHING_IN_COMMON: Refusal = {
  code: 'EXTRACT.OUTSIDE_POLICY',
  message: 'What the federation’s policies allow you of this dataset, the policies of its publisher do not.',
  alternative: null,
};

/** Also where every column that is offered is barred or hidden. */
export const NOTHING_LEFT: Refusal = {
  code: 'EXTRACT.OUTSIDE_POLICY',
  message: 'Policies in force forbid everything that others would allow you of this dataset.',
  alternative: null,
};

/** What is said where numbers are asked to be changed in a use that leaves them as they are. */
const NOISE_NEEDED: Partial<Record<UseAction, string>> = {
  preview:
    'The policies that allow this ask for noise, of which each table uses up some, and looking is free: there is no preview. Ask for an extract, or look aggregates up.',
  exportRecords: 'The policies that allow this ask for noise, and rows have none: no rows are handed out under them.',
};

/**
 * Whether the numbers of a use would have to be changed, and are not: nothing is handed out then. Extracts and aggregates
 * that are looked up have noise, under a budget that their charges are kept against.
 *
 * @returns the refusal; null: the terms can be kept
 */
export function noiseNeeded(action: UseAction, terms: Terms): Refusal | null {
  const message = NOISE_NEEDED[action];
  if (!message || !(asksForNoise(terms) || terms.cellKey)) return null;
  return { code: 'EXTRACT.NOISE_NEEDED', message, alternative: null };
}

/**
 * Decides whether the policies in force allow a use of a dataset: one permission must cover the whole request, on each
 * level that speaks of that use. Where the publisher has policies of its own, that is one of the federation's and one of
 * its.
 *
 * Where several do, the strictest of each of their terms holds, on either level and suspended or not, and everybody whom
 * any of them asks must say yes, so that neither one more permission nor a suspension makes a number easier to get. The
 * permit names the permission that asks for most people.
 *
 * @returns the permit, or a refusal with the nearest permitted alternative
 */
export function assessUse(standing: UseStanding, request: ExtractRequest): Assessment {
  const { grounds, bars } = standing;
  const levels = byLevel(grounds.filter(({ suspended }) => !suspended));
  if (levels.some((level) => level.length === 0)) return { outcome: 'refused', refusal: NO_POLICY, clauses: [] };
  const covering = grounds.filter(
    (ground) => excessOf(offerOf(ground, standing, request.purpose), request).length === 0,
  );
  const permitting = covering.filter(({ suspended }) => !suspended);
  const [best] = [...permitting].sort(strictestFirst);
  if (!best || !levels.every((level) => level.some((ground) => covering.includes(ground)))) {
    return { outcome: 'refused', refusal: outside(levels, standing, request), clauses: barring(bars, request) };
  }
  const clauses = permitting.map(({ clause }) => clause);
  const permit = { ...permitOf(best), ...strictestTerms(covering, request), ...rowsOf(levels, covering) };
  return { outcome: 'granted', permit, ...conditionsOf(covering), clauses };
}

/**
 * Everything that may be drawn for a purpose: each offer is what one permission of each level have in common, the one
 * with most columns first.
 */
export function offersFor(standing: UseStanding, purpose: Purpose): ExtractRequest[] {
  const levels = byLevel(standing.grounds.filter(({ suspended }) => !suspended));
  return offersOf(levels, standing, purpose)
    .filter(({ purposes }) => purposes.includes(purpose))
    .map(({ dimensions, measures }) => ({ purpose, dimensions, measures }))
    .sort((a, b) => b.dimensions.length + b.measures.length - a.dimensions.length - a.measures.length);
}

/** Whose rows all that is permitted comes to; null: nothing is left out, or nothing is permitted. */
export function rowsUnder({ grounds }: Pick<UseStanding, 'grounds'>): 'own' | null {
  const levels = byLevel(grounds.filter(({ suspended }) => !suspended));
  return grounds.length > 0 ? (rowsOf(levels, grounds).rows ?? null) : null;
}

/** Everybody's rows only where, on each level, a permission that covers it leaves open whose they are. */
function rowsOf(levels: readonly (readonly Grounds[])[], covering: readonly Grounds[]): Pick<Permit, 'rows'> {
  const isOpen = (ground: Grounds) => covering.includes(ground) && ground.permission.rows === undefined;
  return levels.every((level) => level.some(isOpen)) ? {} : { rows: 'own' };
}

/** The federation's, without which there is nothing; and the publisher's own, where they speak of extracts. */
function byLevel(grounds: readonly Grounds[]): Grounds[][] {
  const own = grounds.filter(({ level }) => level === 'organisation');
  return [grounds.filter(({ level }) => level === 'federation'), ...(own.length > 0 ? [own] : [])];
}

/**
 * Checks that what was made under some terms may still be shown under those asked now; stricter ones are no harm.
 *
 * @throws EXTRACT.TERMS_CHANGED if they were weaker in any respect
 */
export function assertTermsHold(made: Terms, asked: Terms, kind: 'refused' | 'conflict'): void {
  if (!termsHold(made, asked)) throw termsChanged(kind, made, asked);
}

/** The parts of a request that a permission, or what several have in common, does not cover. */
function excessOf(allowed: Alternative, { purpose, dimensions, measures }: ExtractRequest): string[] {
  return [
    ...(allowed.purposes.includes(purpose) ? [] : [purpose]),
    ...dimensions.filter((name) => !allowed.dimensions.includes(name)),
    ...measures.filter((name) => !allowed.measures.includes(name)),
  ];
}

const permitOf = ({ policy }: Grounds): Omit<Permit, 'terms' | 'byDefault' | 'rows'> => ({
  policyVersionId: policy.versionId,
  policyHash: policy.hash,
  resolution: policy.resolution,
});

/** With what holds by default, which is so in this one place. */
const strictestTerms = (grounds: readonly Grounds[], { measures }: ExtractRequest) =>
  termsWithDefaults(
    grounds.map(({ permission }) => permission.terms),
    { measures: measures.length > 0 },
  );

const strictestFirst = (a: Grounds, b: Grounds) =>
  b.permission.terms.minPeople - a.permission.terms.minPeople ||
  b.permission.terms.minContributors - a.permission.terms.minContributors ||
  (a.policy.versionId < b.policy.versionId ? -1 : 1);

/** What may be requested under one permission of each level. */
type Offer = Alternative & { readonly titles: readonly string[] };

/** What one permission leaves open for a purpose, once what is forbidden has been taken away. */
function offerOf({ policy, permission, purposes }: Grounds, { bars, schema }: UseStanding, purpose: Purpose): Offer {
  const forbidden = barredColumns(bars, purpose);
  const isOpen = (column: string) => !forbidden.has(column);
  return {
    purposes: purposes.filter((one) => !isBarred(bars, one)),
    dimensions: allowedDimensions(permission.dimensions, schema).filter(isOpen),
    measures: permission.measures.filter(isOpen),
    titles: [policy.document.title],
  };
}

const inCommon = (one: Offer, other: Offer): Offer => ({
  purposes: one.purposes.filter((purpose) => other.purposes.includes(purpose)),
  dimensions: one.dimensions.filter((name) => other.dimensions.includes(name)),
  measures: one.measures.filter((name) => other.measures.includes(name)),
  titles: [...one.titles, ...other.titles],
});

const offersOf = (levels: readonly (readonly Grounds[])[], standing: UseStanding, purpose: Purpose): Offer[] =>
  levels
    .map((level) => level.map((ground) => offerOf(ground, standing, purpose)))
    .reduce((offers, others) => offers.flatMap((offer) => others.map((other) => inCommon(offer, other))));

function outside(levels: readonly (readonly Grounds[])[], standing: UseStanding, request: ExtractRequest): Refusal {
  const [nearest] = offersOf(levels, standing, request.purpose)
    .filter(({ purposes, dimensions }) => purposes.length > 0 && dimensions.length > 0)
    .sort((a, b) => excessOf(a, request).length - excessOf(b, request).length);
  if (!nearest) return levels.length > 1 ? NOTHING_IN_COMMON : NOTHING_LEFT;
  const { titles, ...alternative } = nearest;
  const { purposes, dimensions, measures } = alternative;
  const excess = excessOf(alternative, request).join(', ');
  const quoted = titles.map((title) => `“${title}”`).join(' and ');
  const [policies, allow] =
    titles.length === 1
      ? ([`The policy ${quoted} does`, 'It allows'] as const)
      : ([`The policies ${quoted} together do`, 'They allow'] as const);
  return {
    code: 'EXTRACT.OUTSIDE_POLICY',
    message: `${policies} not cover: ${excess}. ${allow} ${purposes.join(', ')} by ${dimensions.join(', ')}${measures.length > 0 ? ` with ${measures.join(', ')}` : ''}.`,
    alternative,
  };
}
