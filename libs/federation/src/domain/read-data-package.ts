import { z } from 'zod';
import type { CataloguePage, HarvestedDistribution, HarvestedEntry, Unreadable } from './harvested';
import { keysOf } from './keys';
import { bytesOf, cut, Defects, lineOf, lines, looseText as text, MOST, webAddress } from './texts';

/** What is no list is a list of one; what cannot be read in it is left out. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .unknown()
    .transform((given) => {
      return [given].flat().flatMap((one) => {
        const parsed = item.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      });
    })
    .catch([]);
const texts = listOf(z.string().trim().min(1));
const NAMED = { path: text, name: text, title: text, url: text, type: text };
const named = z
  .string()
  .transform((name) => ({ path: null, name: name.trim() || null, title: null, url: null, type: null }));
const licences = listOf(z.union([z.object(NAMED), named]));
type Licence = z.infer<typeof licences>[number];
const contributors = listOf(z.object({ title: text, organization: text, role: text, roles: texts }));
const resource = z.object({
  ...{ name: text, title: text, format: text, mediatype: text, bytes: text, hash: text, licenses: licences },
  ...{ path: texts, url: texts, data: z.unknown().optional() },
});
type Resource = z.infer<typeof resource>;

/** All that makes a package is that it has resources. `license`, `author` and `publisher` are of older packages. */
const dataPackage = z.object({
  ...{ resources: z.array(z.unknown()), id: text, name: text, title: text, description: text, homepage: text },
  ...{ created: text, modified: text, keywords: texts, licenses: licences, license: licences },
  ...{ contributors, author: text, publisher: text, sources: listOf(z.object({ path: text, web: text })) },
});
type DataPackage = z.infer<typeof dataPackage>;

/** `asked` names the descriptor for good; `url` is where it was at last, and paths begin there. */
type Place = { readonly asked: string; readonly url: string };

/**
 * Reads the descriptor of a Data Package, of version 1 or 2: the package is one dataset, each file of its resources a
 * distribution. Files are where it says, if that is on the web or below its own folder. Nobody’s mail address is kept.
 *
 * @param given what its JSON or YAML says, of bounded size
 * @returns null for what is no package
 * @see https://specs.frictionlessdata.io/data-package/
 */
export function readDataPackage(given: unknown, place: Place): CataloguePage | null {
  const parsed = dataPackage.safeParse(given);
  if (!parsed.success) return null;
  const defects = new Defects();
  const entry = entryOf(parsed.data, place, defects);
  const page = { title: null, defects: defects.list, next: null, entries: [], unreadable: [] };
  const counts = { triples: 0, datasets: 1, distributions: 0 };
  if ('reason' in entry) return { ...page, unreadable: [entry], counts };
  return { ...page, entries: [entry], counts: { ...counts, distributions: entry.distributions.length } };
}

function entryOf(given: DataPackage, { asked, url }: Place, defects: Defects): HarvestedEntry | Unreadable {
  const { id } = given;
  const uri = addressOf(id) ?? webAddress(asked);
  const identity = uri ?? cut(asked, MOST.address);
  const about = { identity, url, defects };
  const resources = resourcesOf(given, about);
  const title = titleOf(given, resources);
  if (title === null) return { identity, reason: 'ENTRY.NO_TITLE' };
  const distributions = distributionsOf(resources, about);
  const licences = [
    licenceOf([...given.licenses, ...given.license], about),
    ...distributions.map(({ licence }) => licence),
  ];
  return {
    ...{ identity, uri, title, distributions, themes: [], spatial: [], temporal: null },
    // Many packages share a home and a source, and are not one dataset for that.
    keys: keysOf({ uri, identifiers: id === null ? [] : [id], landingPage: null, derivedFrom: [] }),
    derivedFrom: lines(given.sources.flatMap(({ path, web }) => addressOf(path ?? web) ?? [])),
    description: descriptionOf(given, about),
    publisher: publisherOf(given),
    keywords: lines(given.keywords),
    licence: licences.find((licence) => licence !== null) ?? null,
    landingPage: homeOf(given, about),
    modified: lineOf(given.modified ?? given.created),
  };
}

/** Of what is read: its name, its address, and where to note what is wrong with it. */
type About = { readonly identity: string; readonly url: string; readonly defects: Defects };

function resourcesOf({ resources }: DataPackage, { identity, defects }: About): Resource[] {
  if (resources.length === 0) defects.note('NO_DISTRIBUTION', identity);
  if (resources.length > MOST.distributions) defects.note('TOO_MANY_DISTRIBUTIONS', identity);
  return resources.slice(0, MOST.distributions).flatMap((one) => resource.safeParse(one).data ?? []);
}

/** A package need not have a title, and then is called by what is in it. */
function titleOf({ title, name }: DataPackage, resources: readonly Resource[]): string | null {
  const within = lines(resources.flatMap((one) => one.title ?? one.name ?? [])).join(', ');
  return cut(title ?? name ?? within, MOST.title) || null;
}

function descriptionOf({ description }: DataPackage, { identity, defects }: About): string | null {
  if (description === null) defects.note('NO_DESCRIPTION', identity);
  return description === null ? null : cut(description, MOST.description);
}

const ROLES = ['publisher', 'creator', 'author'];

/** Who publishes it, or made it; of others who had a part in it nobody is taken for its publisher. */
function publisherOf({ contributors, publisher, author }: DataPackage): string | null {
  const all = contributors.map(({ role, roles, ...one }) => ({
    ...one,
    roles: role === null ? roles : [role, ...roles],
  }));
  const found = ROLES.map((wanted) => all.find(({ roles }) => roles.includes(wanted)));
  const chosen = found.find((one) => one !== undefined) ?? all.find(({ roles }) => roles.length === 0);
  return lineOf(chosen?.title ?? chosen?.organization ?? publisher ?? withoutMail(author));
}

/** `Ada <ada@example.org>`, as authors were written once. */
const withoutMail = (author: string | null) => author?.replace(/[<(].*$/s, '') ?? null;

function homeOf({ homepage }: DataPackage, { identity, defects }: About): string | null {
  const address = addressOf(homepage);
  if (homepage !== null && address === null) defects.note('NOT_AN_ADDRESS', `${identity} ${homepage}`);
  return address;
}

function licenceOf(licences: readonly Licence[], { identity, defects }: About): string | null {
  const names = licences.map(({ path, url, name, type, title }) => {
    return [addressOf(path ?? url), name, type, title, path].find((one) => one !== null) ?? null;
  });
  const found = names.find((name) => name !== null) ?? null;
  if (found === null && licences.length > 0) defects.note('EMPTY_LICENCE', identity);
  return found === null ? null : cut(found, MOST.address);
}

/** What is in several files is as many distributions, and what stands in the descriptor itself is one. */
function distributionsOf(resources: readonly Resource[], about: About): HarvestedDistribution[] {
  const all = resources.flatMap((one) => {
    const places = placesOf(one, about);
    const said = {
      title: lineOf(one.title ?? one.name),
      format: lineOf(one.format ?? one.mediatype),
      licence: licenceOf(one.licenses, about),
      bytes: bytesOf(one.bytes),
      hash: hashOf(one.hash),
    };
    return places.map((place) => ({ ...said, ...place }));
  });
  if (all.length > MOST.distributions) about.defects.note('TOO_MANY_DISTRIBUTIONS', about.identity);
  return all.slice(0, MOST.distributions);
}

function placesOf({ path, url, data }: Resource, { identity, url: packageUrl, defects }: About) {
  const paths = [...path, ...url];
  if (paths.length === 0) return [{ accessUrl: data == null ? null : webAddress(packageUrl), downloadUrl: null }];
  return paths.slice(0, MOST.distributions + 1).map((one) => {
    const place = placeOf(one, packageUrl);
    if (place === null) defects.note('NOT_AN_ADDRESS', `${identity} ${one}`);
    return { accessUrl: place, downloadUrl: place };
  });
}

/** Without the name of its algorithm, a hash is of MD5. */
const hashOf = (hash: string | null) => lineOf(hash !== null && /^[0-9a-f]{32}$/i.test(hash) ? `md5:${hash}` : hash);

/**
 * Where a file of a package is; null: nowhere on the web, or outside of the package’s own folder.
 *
 * @see https://datapackage.org/standard/data-resource/#path-or-data (security)
 */
function placeOf(path: string, packageUrl: string): string | null {
  if (URL.canParse(path)) return webAddress(path);
  const folder = new URL('.', packageUrl).href;
  if (path.length > MOST.address || !URL.canParse(path, folder)) return null;
  const { href } = new URL(path, folder);
  return href.startsWith(folder) ? webAddress(href) : null;
}

const addressOf = (value: string | null): string | null => (value === null ? null : webAddress(value));
