import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Clock, newId } from '#kernel';
import { Config, isAlive } from '#platform';

const PREFIX = 'rows';
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '-');
/** Tells this process from an earlier one that had the same number, as the first in a container always has. */
const LIFE = newId();
/** A folder of another machine, whose processes we cannot ask about, is left alone for a day. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Folders for readable rows, each as long as one piece of work; what a crash left behind goes at the next start. */
@Injectable()
export class Workbench implements OnModuleInit {
  private readonly directory: string;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.directory = join(config.dataDirectory, 'tmp');
  }

  async use<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.directory, [PREFIX, HOST, process.pid, LIFE, newId()].join('.'));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    for (const name of await readdir(this.directory)) {
      if (await this.isAbandoned(name)) await rm(join(this.directory, name), { recursive: true, force: true });
    }
  }

  private async isAbandoned(name: string): Promise<boolean> {
    const [prefix, host, pid, life] = name.split('.');
    if (prefix !== PREFIX || life === LIFE) return false;
    if (host === HOST && (Number(pid) === process.pid || !isAlive(Number(pid)))) return true;
    const facts = await stat(join(this.directory, name)).catch(() => undefined);
    return facts !== undefined && this.clock.now().getTime() - facts.mtimeMs > ABANDONED_AFTER_MS;
  }
}
