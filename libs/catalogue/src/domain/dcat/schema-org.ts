import type { Addresses } from './addresses';
import { modifiedAt, type DatasetFacts } from './facts';
import { webAddress, writable } from './resource';
import { authority, needNames, themeName, themeOfNeed } from './vocabulary';

/**
 * A dataset as search engines read it.
 *
 * @see https://schema.org/Dataset
 */
export function schemaOrg(facts: DatasetFacts, at: Addresses): Readonly<Record<string, unknown>> {
  const { dataset, metadata, publisher } = facts;
  const page = at.datasetPage(dataset.id);
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': at.dataset(dataset.id),
    identifier: at.dataset(dataset.id),
    url: page,
    name: writable(dataset.title),
    ...(dataset.description !== null && { description: writable(dataset.description) }),
    keywords: [...(dataset.keywords ?? []).map(writable), ...themeNames(facts)],
    ...(dataset.version !== null && dataset.version > 0 && { version: String(dataset.version) }),
    datePublished: dataset.createdAt.toISOString(),
    dateModified: modifiedAt(facts).toISOString(),
    creator: { '@type': 'Organization', '@id': at.organisation(publisher.id), name: writable(publisher.name) },
    conditionsOfAccess: authority('access-right', dataset.accessRights),
    includedInDataCatalog: { '@type': 'DataCatalog', '@id': at.catalogue, url: at.catalogue },
    ...(metadata && saidBySteward(metadata)),
  };
}

function saidBySteward({ licence, spatial, temporal, contactPoint }: NonNullable<DatasetFacts['metadata']>): object {
  const license = webAddress(licence);
  return {
    ...(license && { license }),
    ...(temporal && { temporalCoverage: `${temporal.start ?? '..'}/${temporal.end ?? '..'}` }),
    ...(spatial.length > 0 && {
      spatialCoverage: spatial.map(({ label }) => ({ '@type': 'Place', name: writable(label) })),
    }),
    ...(contactPoint && {
      contactPoint: { '@type': 'ContactPoint', name: writable(contactPoint.name), email: writable(contactPoint.email) },
    }),
  };
}

function themeNames({ dataset, metadata }: DatasetFacts): string[] {
  const themes = metadata && metadata.themes.length > 0 ? metadata.themes : [themeOfNeed(dataset.needCategory)];
  return [needNames(dataset.needCategory).en, ...themes.map((theme) => themeName(theme).en)];
}
