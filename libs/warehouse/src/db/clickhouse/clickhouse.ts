import { ClickHouseError, ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { engineUnavailable } from '../../domain/errors';

export type ClickHouseOptions = {
  /** Servers of one cluster, each of which can answer for all; tried in this order. */
  readonly urls: readonly string[];
  readonly memoryMb: number;
};

const LONGEST_ANSWER_MS = 15 * 60 * 1000;

/** Never fewer rows than there are, never a null made into a value, and never more memory than was given. */
const settingsFor = ({ memoryMb }: ClickHouseOptions) => ({
  skip_unavailable_shards: 0 as const,
  cast_keep_nullable: 1 as const,
  prefer_column_name_to_alias: 1 as const,
  glob_expansion_max_elements: '100000',
  output_format_decimal_trailing_zeros: 1 as const,
  // A word now and then keeps the connection open while a long question is worked on.
  send_progress_in_http_headers: 1 as const,
  http_headers_progress_interval_ms: '20000',
  max_memory_usage: String(memoryMb * 1_000_000),
});

/** A cluster, through the first of its servers that answers. */
export class ClickHouse {
  private readonly clients: readonly ClickHouseClient[];

  constructor(private readonly options: ClickHouseOptions) {
    const log = { level: ClickHouseLogLevel.OFF };
    this.clients = options.urls.map((url) => createClient({ url, log, request_timeout: LONGEST_ANSWER_MS }));
  }

  /**
   * Every value as the text that it is written as, so that no number passes through a float; null for a missing one.
   *
   * @throws WAREHOUSE.UNAVAILABLE if no server answers, or one was lost while it worked
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

/**
 * Only the server's own word for it: a message may quote the statement. Nearly all that goes wrong is another server, the
 * object store or memory that is gone for a while; what is not ends with the job's last attempt.
 */
const asEngineFailure = (error: unknown): Error =>
  engineUnavailable(error instanceof ClickHouseError ? (error.type ?? error.code) : 'CONNECTION_LOST');
