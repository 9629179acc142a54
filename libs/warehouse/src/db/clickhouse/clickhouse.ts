import { ClickHouseError, createClient, type ClickHouseClient } from '@clickhouse/client';
import { engineFailed, engineUnavailable } from '../../domain/errors';

export type ClickHouseOptions = {
  /** Servers of one cluster, each of which can answer for all; tried in this order. */
  readonly urls: readonly string[];
  readonly memoryMb: number;
};

/** What a server says when it, or another one that it asked, is gone, tired or cannot reach the files: worth another try. */
const TEMPORARY = new Set([
  ...['ALL_CONNECTION_TRIES_FAILED', 'ATTEMPT_TO_READ_AFTER_EOF', 'CANNOT_SCHEDULE_TASK', 'DNS_ERROR'],
  ...['MEMORY_LIMIT_EXCEEDED', 'NETWORK_ERROR', 'POCO_EXCEPTION', 'QUERY_WAS_CANCELLED', 'S3_ERROR'],
  ...['SOCKET_TIMEOUT', 'TIMEOUT_EXCEEDED', 'TOO_MANY_SIMULTANEOUS_QUERIES', 'CLUSTER_DOESNT_EXIST'],
]);

/** Never fewer rows than there are, never a null made into a value, and never more memory than was given. */
const settingsFor = ({ memoryMb }: ClickHouseOptions) => ({
  skip_unavailable_shards: 0 as const,
  cast_keep_nullable: 1 as const,
  prefer_column_name_to_alias: 1 as const,
  glob_expansion_max_elements: '100000',
  output_format_decimal_trailing_zeros: 1 as const,
  max_memory_usage: String(memoryMb * 1_000_000),
});

/** A cluster, through the first of its servers that answers. */
export class ClickHouse {
  private readonly clients: readonly ClickHouseClient[];

  constructor(private readonly options: ClickHouseOptions) {
    this.clients = options.urls.map((url) => createClient({ url, request_timeout: 15 * 60 * 1000 }));
  }

  /**
   * Every value as the text that it is written as, so that no number passes through a float; null for a missing one.
   *
   * @throws WAREHOUSE.UNAVAILABLE if no server answers, or one was lost while it worked; WAREHOUSE.FAILED
   */
  async rows(sql: string): Promise<(string | null)[][]> {
    for (const client of this.clients) {
      if ((await client.ping()).success) return this.ask(client, sql);
    }
    throw engineUnavailable('NO_SERVER');
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
  }

  private async ask(client: ClickHouseClient, query: string): Promise<(string | null)[][]> {
    try {
      const answer = await client.query({
        ...{ query, format: 'JSONCompactStringsEachRow', clickhouse_settings: settingsFor(this.options) },
      });
      return await answer.json<(string | null)[]>();
    } catch (error) {
      throw asEngineFailure(error);
    }
  }
}

/** Only the server's own word for it: a message may quote the statement. */
function asEngineFailure(error: unknown): Error {
  if (!(error instanceof ClickHouseError)) return engineUnavailable('CONNECTION_LOST');
  const reason = error.type ?? error.code;
  return TEMPORARY.has(reason) ? engineUnavailable(reason) : engineFailed(reason);
}
