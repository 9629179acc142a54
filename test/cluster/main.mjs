/** Runs the tests that need a real ClickHouse, fetching it first where it is missing. */
import { spawnSync } from 'node:child_process';
import { clickhouseFolder } from './cache.mjs';

const env = { ...process.env, GRANAIO_CLUSTER_FOLDER: clickhouseFolder() };
const words = ['jest', '--selectProjects', 'cluster', '--runInBand', ...process.argv.slice(2)];
process.exitCode = spawnSync('npx', words, { env, stdio: 'inherit' }).status ?? 1;
