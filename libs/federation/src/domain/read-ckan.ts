import { z } from 'zod';
import type { CataloguePage, HarvestedDistribution, HarvestedEntry, Unreadable } from './harvested';
import { keysOf } from './keys';
import { bytesOf, cut, Defects, lineOf, lines, looseText as text, MOST, webAddress } from './texts';

const named = z.object({ name: text, title: text }).partial().nullable().catch(null);
const words = z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])).catch([]);
const resource = z
  .object({ name: text, title: text, url: text, accessURL: text, downloadURL: text, format: text, license: text })
  .extend({ size: text, hash: text })
  .partial();
const pair = z.object({ key: z.string(), value: text });

/** A dataset as CKAN has it, or as the older data.json of portals. @see https://docs.ckan.org/en/latest/api/ */
const dataset = z
  .object({
    ...{ id: text, name: text, title: text, notes: text, description: text, identifier: text, url: text, uri: text },
    ...{
      landingPage: text,
      license_url: text,
      license_id: text,
      license: text,
      metadata_modified: text,
      modified: text,
    },
    ...{ author: text, state: text, organization: named },
    publisher: z.union([named, z.array(named).transform(([first = null]) => first)]).catch(null),
    tags: words,
    keyword: words,
    theme: words,
    groups: words,
    resources: z.array(resource).catch([]),
    distribution: z.array(resource).catch([]),
    extras: z.array(pair).catch([]),
  })
  .partial();
type Dataset = z.infer<typeof dataset>;

/** How CKAN answers: a page of a search, one dataset, or, from older portals, a bare list. */
export type CkanAnswer = { readonly datasets: readonly unknown[]; readonly total: number | null };

/** @returns null for what is no answer with datasets */
export function datasetsIn(json: unknown): CkanAnswer | null {
  const result = resultOf(json);
  if (Array.isArray(result)) return { datasets: result, total: null };
  if (typeof result !== 'object' || result === null) return null;
  const { results, count, dataset: listed } = result as Record<string, unknown>;
  const datasets = [results, listed].find((one) => Array.isArray(one)) as unknown[] | undefined;
  if (datasets) return { datasets, total: typeof count === 'number' ? count : null };
  return ['resources', 'distribution', 'notes'].some((key) => key in result)
    ? { datasets: [result], total: null }
    : null;
}

const resultOf = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'success' in json && 'result' in json ? json.result : json;

/**
 * Reads what a CKAN portal answers.
 *
 * @param portal its address, without a slash at its end: what its datasets' addresses begin with
 */
export function readCkan({ datasets }: CkanAnswer, portal: string): CataloguePage {
  const defects = new Defects();
  const [entries, unreadable]: [HarvestedEntry[], Unreadable[]] = [[], []];
  for (const one of datasets) {
    const parsed = dataset.safeParse(one);
    const entry = parsed.success
      ? entryOf(parsed.data, portal, defects)
      : { identity: portal, reason: 'ENTRY.NOT_READABLE' };
    if ('reason' in entry) unreadable.push(entry);
    else entries.push(entry);
  }
  const distributions = entries.reduce((sum, entry) => sum + entry.distributions.length, 0);
  return {
    ...{ title: null, entries, unreadable, defects: defects.list, next: null },
    counts: { triples: 0, datasets: datasets.length, distributions },
  };
}

type Say = (...keys: readonly (keyof Dataset)[]) => string | null;

function entryOf(given: Dataset, portal: string, defects: Defects): HarvestedEntry | Unreadable {
  const extras = new Map((given.extras ?? []).map(({ key, value }) => [key, value]));
  const say: Say = (...keys) => {
    const values = keys.map((key): unknown => given[key] ?? extras.get(key));
    return values.find((value): value is string => typeof value === 'string') ?? null;
  };
  const uri = uriOf(say, portal);
  const title = say('title', 'name');
  const identity = uri ?? say('identifier') ?? title;
  if (title === null || identity === null) return { identity: identity ?? portal, reason: 'ENTRY.NO_TITLE' };
  const landingPage = addressOf(say('landingPage', 'url'));
  const identifiers = [say('identifier'), say('id')].filter((one) => one !== null);
  return {
    ...{ identity: cut(identity, MOST.address), uri, derivedFrom: [], landingPage },
    keys: keysOf({ uri, identifiers, landingPage, derivedFrom: [] }),
    ...{ title: cut(title, MOST.title), description: descriptionOf(say, identity, defects) },
    publisher: publisherOf(given, extras),
    ...classified(given),
    licence: lineOf(say('license_url', 'license', 'license_id')),
    distributions: distributionsOf(given, identity, defects),
    spatial: lines([extras.get('spatial_text') ?? '']),
    temporal: null,
    modified: lineOf(say('metadata_modified', 'modified')),
  };
}

/** An address that it has of its own; or its page at the portal, which is as good a name. */
function uriOf(say: Say, portal: string): string | null {
  const [own, name] = [addressOf(say('uri')) ?? addressOf(say('identifier')), say('name', 'id')];
  return own ?? (name === null ? null : `${portal}/dataset/${encodeURIComponent(name)}`);
}

function descriptionOf(say: Say, about: string, defects: Defects): string | null {
  const description = say('notes', 'description');
  if (description === null) defects.note('NO_DESCRIPTION', about);
  return description === null ? null : cut(description, MOST.description);
}

const classified = ({ tags = [], keyword = [], theme = [], groups = [] }: Dataset) => ({
  keywords: lines([...tags, ...keyword]),
  themes: lines([...theme, ...groups]),
});

function publisherOf({ publisher, organization, author }: Dataset, extras: ReadonlyMap<string, string | null>) {
  const names = [publisher?.name, extras.get('publisher_name'), organization?.title, organization?.name, author];
  return lineOf(names.find((name) => name) ?? null);
}

function distributionsOf({ resources = [], distribution = [] }: Dataset, about: string, defects: Defects) {
  const all = [...resources, ...distribution];
  if (all.length === 0) defects.note('NO_DISTRIBUTION', about);
  if (all.length > MOST.distributions) defects.note('TOO_MANY_DISTRIBUTIONS', about);
  return all.slice(0, MOST.distributions).map((one): HarvestedDistribution => ({
    title: lineOf(one.name ?? one.title ?? null),
    accessUrl: addressOf(one.url ?? one.accessURL ?? null),
    downloadUrl: addressOf(one.downloadURL ?? null),
    format: lineOf(one.format ?? null),
    licence: lineOf(one.license ?? null),
    ...sizeOf(one),
  }));
}

const sizeOf = ({ size = null, hash = null }: z.infer<typeof resource>) => ({
  bytes: bytesOf(size),
  hash: lineOf(hash),
});
const addressOf = (value: string | null): string | null => (value === null ? null : webAddress(value));
