import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { renameSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Account, dyingWithUs, mayReach, postgresProgram, serverAccount, SHARED_STATE } from './postgres-binaries';

/** How clients prove who they are; `trust` (no password) is for tests only. */
export type PostgresAuth = 'scram' | 'trust';

type Access = { readonly port: number; readonly adminPassword: string; readonly password: string };

/** A folder with PostgreSQL's files (`data`), its log, and how to reach it (`server.json`, for our eyes only). */
export type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly account: Account | undefined;
};

/** The role that owns everything of ours, and the database it owns; it is no superuser. */
export const OWNER = 'granaio';
const ADMIN = 'postgres';
const PORT_FREED_WITHIN_MS = 1_500;

/** Nothing secret of ours reaches the server's process. */
const serverEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const accessFile = (folder: string): string => join(folder, 'server.json');

/**
 * Finds the cluster of a directory, or creates it. Creating is atomic: it happens in a folder beside, renamed when whole.
 *
 * As root the server runs as another account. Where that account cannot walk down to `directory` (a 0700 home), the
 * cluster lives under /var/lib/granaio and `directory` is a symbolic link to it.
 */
export async function openCluster(directory: string, auth: PostgresAuth): Promise<Cluster> {
  const wanted = resolve(directory);
  if (!existsSync(accessFile(wanted))) await createCluster(placeFor(wanted, serverAccount()), auth);
  const folder = realpathSync(wanted);
  const cluster = { folder, data: join(folder, 'data'), log: join(folder, 'server.log') };
  const { uid, gid } = lstatSync(cluster.data);
  const ourselves = process.getuid?.();
  if (ourselves === undefined || uid === ourselves) return { ...cluster, account: undefined };
  if (ourselves !== 0) throw new Error(`The database in ${folder} belongs to another user (uid ${uid}).`);
  return { ...cluster, account: { uid, gid } };
}

export function databaseUrl({ folder }: Cluster, port: number, as: 'owner' | 'admin' = 'owner'): string {
  const { password, adminPassword } = readAccess(folder);
  const [user, secret] = as === 'owner' ? [OWNER, password] : [ADMIN, adminPassword];
  return `postgres://${user}${secret && `:${secret}`}@127.0.0.1:${port}/${user}`;
}

/**
 * The remembered port, so that the address stays the same from start to start; another only if that one stays taken.
 * The processes of a killed server hold it for a moment longer.
 */
export async function choosePort({ folder }: Cluster): Promise<number> {
  const { port: remembered } = readAccess(folder);
  for (let waited = 0; waited < PORT_FREED_WITHIN_MS; waited += 50) {
    if ((await freePort(remembered)) !== undefined) return remembered;
    await sleep(50);
  }
  const port = await freePort(0);
  if (port === undefined) throw new Error('No port is free on 127.0.0.1.');
  return port;
}

export function rememberPort({ folder }: Cluster, port: number): void {
  const access = readAccess(folder);
  if (access.port !== port) writeAccess(folder, { ...access, port });
}

function placeFor(wanted: string, account: Account | undefined): string {
  const parent = dirname(wanted);
  setUpParent(parent, account);
  if (!account || mayReach(realpathSync(parent), account)) return wanted;
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const elsewhere = join(SHARED_STATE, 'granaio', `${basename(wanted)}-${key}`);
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 });
  rmSync(wanted, { force: true }); // a link of an earlier start whose target is gone
  if (existsSync(wanted)) rmdirSync(wanted);
  symlinkSync(elsewhere, wanted);
  return elsewhere;
}

/** A data folder that is new, or root's own and still empty, lets the server's group walk through it, and nobody else. */
function setUpParent(parent: string, account: Account | undefined): void {
  const created = mkdirSync(parent, { recursive: true, mode: 0o755 }) !== undefined;
  const { uid, mode } = lstatSync(parent);
  const isPrivate = uid === 0 && (mode & 0o077) === 0 && readdirSync(parent).length === 0;
  if (!created && !(account && isPrivate)) return;
  if (account) chownSync(parent, 0, account.gid);
  chmodSync(parent, account ? 0o710 : 0o700);
}

async function createCluster(folder: string, auth: PostgresAuth): Promise<void> {
  if (existsSync(accessFile(folder))) return;
  const staging = mkdtempSync(`${folder}.new-`);
  try {
    await initialise(staging, auth);
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(accessFile(folder))) throw error;
  }
}

async function initialise(staging: string, auth: PostgresAuth): Promise<void> {
  const account = serverAccount();
  const secret = () => (auth === 'trust' ? '' : randomBytes(24).toString('base64url'));
  const access = { port: (await freePort(0)) ?? 0, adminPassword: secret(), password: secret() };
  const passwordFile = join(staging, 'password');
  writeFileSync(passwordFile, access.adminPassword, { mode: 0o600 });
  if (account) for (const path of [staging, passwordFile]) chownSync(path, account.uid, account.gid);
  const options = ['--no-sync', '--encoding=UTF8', `--username=${ADMIN}`, `--pgdata=${join(staging, 'data')}`];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = auth === 'trust' ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const [program, ...args] = dyingWithUs([postgresProgram('initdb', account), ...options, ...locale, ...login]);
  await promisify(execFile)(program, args, { ...account, cwd: '/', env: environmentOf() });
  rmSync(passwordFile);
  writeAccess(staging, access);
}

/** On Windows programs need the system's variables; elsewhere the server gets its own few only. */
export const environmentOf = (extra: Record<string, string> = {}): Record<string, string> | undefined =>
  process.platform === 'win32' ? undefined : { ...serverEnvironment, ...extra };

const readAccess = (folder: string): Access => JSON.parse(readFileSync(accessFile(folder), 'utf8')) as Access;

function writeAccess(folder: string, access: Access): void {
  const temporary = `${accessFile(folder)}.new`;
  writeFileSync(temporary, JSON.stringify(access), { mode: 0o600 });
  renameSync(temporary, accessFile(folder));
}

/** @param wanted 0 for any */
const freePort = (wanted: number): Promise<number | undefined> =>
  new Promise((answer) => {
    const server = createServer();
    server.once('error', () => {
      answer(undefined);
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        answer(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
