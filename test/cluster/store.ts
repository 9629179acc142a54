import type { ObjectStore } from '../support/s3';

export const SHELF_BUCKET = 'granaio-shelf';

/** What the configuration says of a cluster whose servers read a bucket of this store. */
export function clusterVariables(
  cluster: { readonly urls: readonly string[]; readonly name: string },
  store: ObjectStore,
): Record<string, string> {
  const { endpoint = '', credentials } = store.config;
  return {
    CLICKHOUSE_URLS: cluster.urls.join(','),
    CLICKHOUSE_CLUSTER: cluster.name,
    S3_SHELF_BUCKET: SHELF_BUCKET,
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
    S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
  };
}
