import { rmSync } from 'node:fs';
import type { EmbeddedPostgres } from '#platform';

type Running = { readonly server: EmbeddedPostgres; readonly folder: string };

const stopPostgres = async (): Promise<void> => {
  const holder = globalThis as { granaioTest?: Running };
  const running = holder.granaioTest;
  if (!running) return;
  delete holder.granaioTest;
  delete process.env.GRANAIO_TEST_POSTGRES;
  await running.server.stop();
  rmSync(running.folder, { recursive: true, force: true });
};

module.exports = stopPostgres;
