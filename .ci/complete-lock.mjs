/**
 * Completes package-lock.json after `npm install`; run again, it changes nothing.
 *
 * A package with native code lists one sister package per platform as optional dependency. A registry that lacks some of
 * them leaves them out of the lock without a word, and `npm ci` then refuses that lock. So each missing sister is entered
 * here with its version and platform; a machine of another platform never downloads it. Addresses of registries are
 * removed at the same time: the lock says what and which hash, the reader's own settings say from where.
 *
 * Usage: node .ci/complete-lock.mjs [folder of package-lock.json]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'windows',
  'freebsd',
  'android',
  'openharmony',
  'sunos',
  'netbsd',
  'openbsd',
  'aix',
];
const PROCESSORS = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];
const ONLY_ON_MACOS = new Set(['fsevents']);

const file = join(process.argv[2] ?? '.', 'package-lock.json');
const before = readFileSync(file, 'utf8');
const lock = JSON.parse(before);
const packages = lock.packages;
const added = Object.entries(packages).flatMap(([path, entry]) => completeSisters(path, entry));
for (const entry of Object.values(packages)) {
  if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved;
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
const after = `${JSON.stringify(lock, null, 2)}\n`;
if (after !== before) writeFileSync(file, after);
console.log(added.length > 0 ? `Entered ${added.length} packages of other platforms.` : 'The lock file is complete.');

function completeSisters(path, entry) {
  return Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(path, name))
    .map(([name, wanted]) => {
      const platform = platformOf(name);
      if (!platform) throw new Error(`${name} is missing in the lock file and its name tells no platform.`);
      const version = /\d+\.\d+\.\d+\S*/.exec(wanted)?.[0];
      if (!version) throw new Error(`${name}@${wanted} tells no version.`);
      packages[`node_modules/${name}`] = { version, ...platform, ...(entry.dev && { dev: true }), optional: true };
      return name;
    });
}

/** Whether the package at this path finds the name: in its own folder or in one of those above it. */
function isLocked(path, name) {
  const folders = path.split(/\/?node_modules\//).slice(1);
  return folders
    .concat('')
    .some((_, depth) => packages[[...folders.slice(0, depth), name].map((part) => `node_modules/${part}`).join('/')]);
}

function platformOf(name) {
  if (ONLY_ON_MACOS.has(name)) return { os: ['darwin'] };
  const words = name.replace(/^@[^/]+\//, '').split(/[-_]/);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (!os || !cpu) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return { cpu: [cpu], ...(os === 'linux' && libc && { libc: [libc] }), os: [os === 'windows' ? 'win32' : os] };
}
