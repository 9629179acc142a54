import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { dyingWithUs, postgresProgram } from './postgres-binaries';
import {
  choosePort,
  type Cluster,
  databaseUrl,
  environmentOf,
  openCluster,
  type PostgresAuth,
  rememberPort,
} from './postgres-cluster';
import { ensureDatabase } from './postgres-owner';
import { isAlive } from '../process/is-alive';

export type EmbeddedOptions = {
  /** Everything of the server lives in here; created where missing. */
  readonly directory: string;
  /** Server settings, such as `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Only matters when the cluster is created. */
  readonly auth?: PostgresAuth;
};

export type EmbeddedPostgres = {
  /** Of a database that its user owns; the user is no superuser. */
  readonly url: string;
  /** The server was running already, and is somebody else's to stop. */
  readonly adopted: boolean;
  /** Stops the server, cutting its clients off but losing nothing. An adopted server goes on, unless `evenAdopted`. */
  stop(evenAdopted?: boolean): Promise<void>;
};

/** Small, because everything embedded shares one machine. */
const MODEST = {
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  jit: 'off',
  max_worker_processes: '4',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const POLL_MS = 25;
const ATTEMPTS = 8;
const READY_WITHIN_MS = 300_000;
const STOPPED_WITHIN_MS = 20_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts the PostgreSQL that came with our packages, on 127.0.0.1, or adopts the one that runs in `directory` already.
 * Several starters may meet: one starts, the others adopt. A server left by a killed starter dies with it where the
 * system can promise that (Linux), and is adopted elsewhere.
 *
 * @throws Error if this platform has no embedded server, or with the end of the server's log
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options.directory, options.auth ?? 'scram');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const running = await adopt(cluster);
    const server = running ?? (await launch(cluster, options.settings ?? {}));
    if (server && (await ensureDatabase(cluster, server.port))) {
      return handleOf(cluster, server, running !== undefined);
    }
    await sleep(attempt * 100); // another starter won, or a killed server is still going
  }
  throw new Error(`The embedded PostgreSQL did not start. Its log, ${cluster.log}, ends so:\n${tail(cluster.log)}`);
}

const handleOf = (cluster: Cluster, { pid, port }: ServerState, adopted: boolean): EmbeddedPostgres => ({
  url: databaseUrl(cluster, port),
  adopted,
  stop: async (evenAdopted = false) => {
    if (!adopted || evenAdopted) await stopServer(cluster, pid);
  },
});

/** The server that is ready in this cluster already. */
async function adopt(cluster: Cluster): Promise<ServerState | undefined> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += POLL_MS) {
    const state = readPidFile(cluster);
    if (!state || !isServing(state.pid, cluster)) return undefined;
    if (state.ready) return state;
    await sleep(POLL_MS);
  }
  return undefined;
}

/** @returns nothing if the server ended before it was ready */
async function launch(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<ServerState | undefined> {
  const child = await spawnServer(cluster, settings);
  for (let waited = 0; waited < READY_WITHIN_MS; waited += POLL_MS) {
    if (hasEnded(child)) return undefined;
    const state = readPidFile(cluster);
    if (state?.ready && state.pid === child.pid) {
      rememberPort(cluster, state.port);
      return state;
    }
    await sleep(POLL_MS);
  }
  child.kill('SIGINT');
  return undefined;
}

async function spawnServer(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const port = String(await choosePort(cluster));
  const fixed = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' };
  const flags = Object.entries({ ...MODEST, ...settings, ...fixed }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  const [program, ...args] = dyingWithUs([postgresProgram('postgres', cluster.account), '-D', cluster.data, ...flags]);
  const log = openSync(cluster.log, logIsLong(cluster.log) ? 'w' : 'a', 0o600);
  // A process group of its own: an interrupt typed at the terminal is for us, who then stop the server last.
  const child = spawn(program, args, {
    ...cluster.account,
    cwd: '/',
    env: environmentOf(strangerOf(cluster)),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.once('error', () => undefined); // hasEnded tells: no pid
  child.unref();
  return child;
}

/**
 * A pid file may outlive its server and name a process that is now something else. PostgreSQL then refuses to start,
 * unless told that the process is the one which starts it; it goes on to check that no old server holds the memory.
 */
function strangerOf(cluster: Cluster): Record<string, string> {
  const state = readPidFile(cluster);
  return state ? { PG_GRANDPARENT_PID: String(state.pid) } : {};
}

async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(postgresProgram('pg_ctl', cluster.account), ['stop', '-m', 'fast', '-D', cluster.data]);
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (isServing(pid, cluster)) process.kill(pid, signal);
    for (let waited = 0; waited < STOPPED_WITHIN_MS; waited += POLL_MS) {
      if (!isServing(pid, cluster)) return;
      await sleep(POLL_MS);
    }
  }
}

/** Whether the process runs and is this cluster's server: a pid alone may have gone to another process since. */
function isServing(pid: number, cluster: Cluster): boolean {
  if (!existsSync('/proc/self/cmdline')) return isAlive(pid);
  return readIfThere(`/proc/${pid}/cmdline`).split('\0').includes(cluster.data);
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

type ServerState = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** First line: process id; fourth: port; eighth: `ready` once clients are welcome. */
function readPidFile(cluster: Cluster): ServerState | undefined {
  const lines = readIfThere(`${cluster.data}/postmaster.pid`).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const logIsLong = (path: string): boolean => existsSync(path) && statSync(path).size > LOG_LIMIT_BYTES;

const tail = (path: string): string => readIfThere(path).trimEnd().split('\n').slice(-12).join('\n');
