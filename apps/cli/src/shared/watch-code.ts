import { execFile } from 'node:child_process';
import { watch } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { explain, log } from './output';

const PROJECT = resolve(__dirname, '..', '..', '..', '..', '..');
const SETTLE_MS = 200;

/** For developers: builds anew whenever a source changes, and then calls `built`; one build at a time. Never returns. */
export async function watchCode(built: () => Promise<void>): Promise<never> {
  const changed = new Set<string>();
  for (const folder of ['apps', 'libs']) {
    watch(resolve(PROJECT, folder), { recursive: true }, (_, file) => {
      if (file && /(?<!spec)\.ts$/.test(file)) changed.add(file);
    });
  }
  for (;;) {
    await sleep(SETTLE_MS);
    if (changed.size === 0) continue;
    changed.clear();
    await build()
      .then(built)
      .catch((error: unknown) => {
        log(explain(error));
      });
  }
}

async function build(): Promise<void> {
  await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: PROJECT, shell: process.platform === 'win32' });
  log('the code was built anew.');
}
