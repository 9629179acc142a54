// An installation for the length of a benchmark. Server and database share one core and the client has another, so that
// what counts is all the work that a request is.
import pg from 'pg';
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
export const dist = (path) => require.resolve(`../../dist/${path}`);
export const load = (path) => require(dist(path));
const { migrate, readConfig, startEmbeddedPostgres } = load('libs/platform/src/index.js');

const SERVER_CORE = 0;
const CLIENT_CORE = 1;

/**
 * Runs `work` beside an embedded, migrated database, and ends whatever came of it.
 *
 * @param work is given the environment and the configuration of a server, and `serve(script, environment)`, which
 *   starts one on the servers' core and returns its process once it is ready; `cpuOf(child)` tells the milliseconds
 *   that the processor spent on it and on the database so far, which are the same on a machine that others use too
 */
export async function withInstallation(port, work) {
  const directory = await mkdtemp(join(tmpdir(), 'granaio-bench-'));
  const children = [];
  let database;
  try {
    database = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
    const server = await postmaster(database.url);
    pin(server, SERVER_CORE);
    pin(process.pid, CLIENT_CORE);
    await migrate(database.url, true);
    const environment = {
      NODE_ENV: 'production',
      GRANAIO_SECRET: 'long enough for a benchmark that keeps nothing',
      GRANAIO_DATA: directory,
      GRANAIO_PORT: String(port),
      DATABASE_URL: database.url,
    };
    const serve = async (script, variables) => {
      const child = fork(script, {
        env: { PATH: process.env.PATH, ...variables },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      children.push(child);
      pin(child.pid, SERVER_CORE);
      await once(child, 'message');
      return child;
    };
    const cpuOf = ({ pid }) => processorMs((it) => it.pid === pid || it.pid === server || it.parent === server);
    await work({ environment, config: readConfig(environment), serve, cpuOf });
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : null)));
    await database?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The parent of the process that answers us; what it forks from now on stays on its core. */
async function postmaster(url) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const status = await readFile(`/proc/${rows[0].pid}/status`, 'utf8').catch(() => '');
  await client.end();
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

/** Where the system has no taskset, the cores are shared as they come. */
function pin(pid, core) {
  if (!pid) return;
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], { stdio: 'ignore' });
}

/** Of living processes and of those they have seen end; 0 where the system has no /proc. */
function processorMs(isMeant) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(statOf).reduce((sum, stat) => (stat && isMeant(stat) ? sum + stat.ms : sum), 0);
}

function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: state, parent, …; user, system, and both of ended children, in 10 ms.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid: Number(pid), parent: fields[1], ms: (fields[11] + fields[12] + fields[13] + fields[14]) * 10 };
  } catch {
    return undefined; // it has ended
  }
}
