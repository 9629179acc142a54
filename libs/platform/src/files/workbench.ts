import { Clock, newId } from '#kernel';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Config } from '../config/config';
import { isAbandoned, OWNER } from '../process/owner';
import type { StoredFile } from './file-store';
import { measure } from './incoming';
import { storing } from './store-failure';
import { verified } from './verifier';

const PREFIX = 'rows';

/** A file on its way out: read it to its end, or destroy it. Its bytes are checked against their hash as they are read. */
export type OutgoingFile = StoredFile & { readonly content: Readable };

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
    const folder = await this.newFolder();
    try {
      return await work(folder);
    } finally {
      await clear(folder);
    }
  }

  /** Hands out the file that the work leaves in its folder; the folder stays until that file is closed, however it ends. */
  async handOut(work: (folder: string) => Promise<string>): Promise<OutgoingFile> {
    const folder = await this.newFolder();
    try {
      const path = await work(folder);
      const file = await measure(path);
      const handle = await storing(() => open(path));
      const content = verified(handle.createReadStream(), file.sha256);
      // A folder that cannot be removed now is swept later, like one of a crash.
      content.once('close', () => void clear(folder).catch(() => undefined));
      return { ...file, content };
    } catch (error) {
      await clear(folder);
      throw error;
    }
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    for (const name of await readdir(this.directory)) {
      if (await this.isAbandoned(name)) await clear(join(this.directory, name));
    }
  }

  private async newFolder(): Promise<string> {
    const folder = join(this.directory, [PREFIX, OWNER, newId()].join('.'));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  private async isAbandoned(name: string): Promise<boolean> {
    const [prefix, ...owner] = name.split('.');
    return prefix === PREFIX && isAbandoned(owner.join('.'), join(this.directory, name), this.clock.now());
  }
}

const clear = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
