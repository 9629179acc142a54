/** What there is to know of a dataset and of a need, in all the ways that it can be asked for: arguments as text. */
export function waysTo(dataset: string, need: string): Readonly<Record<string, string>> {
  const of = `datasetId: "${dataset}"`;
  const research = `${of}, purpose: ACADEMIC_RESEARCH`;
  const plain = ['citation', 'contributorCoverage', 'datasetVersions', 'dictionary', 'privacyLedger', 'schemaVersions'];
  return {
    ...Object.fromEntries(plain.map((query) => [query, of])),
    ...{ datasetProfile: research, datasetPreview: research, datasetQuality: research },
    ...{ schemaDifference: `${of}, from: 1, to: 2`, versionDifference: `${research}, from: 1, to: 2` },
    ...{
      liveAggregates: `input: { ${research}, dimensions: [{ field: "zone" }] }`,
      relatedDatasets: `id: "${dataset}"`,
    },
    need: `id: "${need}"`,
  };
}

/** Addresses of pages and files that tell of a dataset. */
export const pagesAbout = (id: string): readonly string[] => [
  ...['/catalogue', '/catalogue.ttl', '/catalogue.html', '/catalogue/feed.ttl', '/sitemap.xml'],
  ...['', '.ttl', '.rdf', '.jsonld', '.html', '.schema.jsonld', '/schema.json'].map(
    (end) => `/catalogue/datasets/${id}${end}`,
  ),
  ...[`/datasets/${id}/dictionary.csv`, `/datasets/${id}/dictionary.html`, `/datasets/${id}/accountability`],
];
