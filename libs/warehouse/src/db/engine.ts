import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBValue } from '@duckdb/node-api';
import type { Row } from './aggregate-cells';
import { texts } from './sql';

export type EngineOptions = {
  /** Holds `files/`, `shelf/` and `tmp/`, the only places the engine may touch. */
  readonly dataDirectory: string;
  readonly memoryMb: number;
  readonly threads: number;
};

/** What one piece of work does with its own connection. */
export type Session = {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<DuckDBValue[][]>;
  /** The same for long answers: what each row is read as, with no array made of it. */
  read<T>(sql: string, read: (row: Row<DuckDBValue>) => T): Promise<T[]>;
  readonly connection: DuckDBConnection;
};

/** One DuckDB in this process, in memory, with its doors locked; opened when first used. */
export class Engine {
  private opened: Promise<DuckDBInstance> | undefined;

  constructor(private readonly options: EngineOptions) {}

  /** Gives `work` a connection of its own, which ends with it; an abort interrupts the statement that runs. */
  async use<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    this.opened ??= open(this.options);
    const connection = await (await this.opened).connect();
    const interrupt = () => {
      connection.interrupt();
    };
    signal?.addEventListener('abort', interrupt);
    try {
      return await work(sessionOf(connection, signal));
    } finally {
      signal?.removeEventListener('abort', interrupt);
      connection.closeSync();
    }
  }

  async stop(): Promise<void> {
    const opened = this.opened;
    this.opened = undefined;
    (await opened)?.closeSync();
  }
}

function sessionOf(connection: DuckDBConnection, signal: AbortSignal | undefined): Session {
  const guarded = async <T>(statement: Promise<T>): Promise<T> => {
    try {
      return await statement;
    } finally {
      signal?.throwIfAborted();
    }
  };
  return {
    connection,
    run: async (sql) => {
      await guarded(connection.run(sql));
    },
    rows: async (sql) => (await guarded(connection.runAndReadAll(sql))).getRows(),
    read: async (sql, read) => {
      const result = await guarded(connection.run(sql));
      return (await guarded(result.fetchAllChunks())).flatMap((chunk) => readChunk(chunk, read));
    },
  };
}

function readChunk<T>(chunk: DuckDBDataChunk, read: (row: Row<DuckDBValue>) => T): T[] {
  const columns = Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnVector(at));
  return Array.from({ length: chunk.rowCount }, (_, at) => read((column) => columns[column]?.getItem(at)));
}

/** The order matters: once locked, neither a query nor a bug can widen what the engine may read or load. */
async function open({ dataDirectory, memoryMb, threads }: EngineOptions): Promise<DuckDBInstance> {
  const directories = ['files', 'shelf', 'tmp'].map((name) => join(dataDirectory, name));
  const spill = join(dataDirectory, 'tmp', 'duckdb');
  for (const directory of [...directories, spill]) await mkdir(directory, { recursive: true, mode: 0o700 });
  const allowed = [...directories, ...(await Promise.all(directories.map((directory) => realpath(directory))))];
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMb}MB`,
    threads: String(threads),
    temp_directory: spill,
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET allowed_directories = [${texts(allowed.map((directory) => `${directory}/`))}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
  return instance;
}
