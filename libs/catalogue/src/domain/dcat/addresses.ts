import type { DatasetId, DatasetSeriesId, FederationId, OrganisationId, PolicyVersionId } from '#kernel';

/**
 * Where things are, and what they are called: the thing itself has the name that policies use too, and what is written
 * about it is under `/catalogue`.
 *
 * @see https://www.w3.org/TR/cooluris/, 303 URIs; ODRL.md
 */
export type Addresses = ReturnType<typeof addressesAt>;

/** @param base address of the installation, without a slash at its end */
export function addressesAt(base: string) {
  const catalogue = `${base}/catalogue`;
  const dataset = (id: DatasetId) => `${base}/datasets/${id}`;
  return {
    base,
    catalogue,
    graphql: `${base}/graphql`,
    service: `${catalogue}#graphql`,
    dataset,
    version: (id: DatasetId, number: number) => `${dataset(id)}/versions/${String(number)}`,
    series: (id: DatasetSeriesId) => `${base}/series/${id}`,
    organisation: (id: OrganisationId) => `${base}/organisations/${id}`,
    federation: (id: FederationId) => `${base}/federations/${id}`,
    policy: (id: PolicyVersionId) => `${base}/policies/${id}`,
    datasetPage: (id: DatasetId) => `${catalogue}/datasets/${id}`,
    seriesPage: (id: DatasetSeriesId) => `${catalogue}/series/${id}`,
    tableSchema: (id: DatasetId) => `${catalogue}/datasets/${id}/schema.json`,
    page: (after: string | null, extension = '') =>
      `${catalogue}${extension}${after === null ? '' : `?after=${encodeURIComponent(after)}`}`,
  };
}
