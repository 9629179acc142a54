import { rm } from 'node:fs/promises';
import { newId } from '#kernel';

/** Temporary files beside the file they lead to; all of them are gone when the work is over, however it ends. */
export class Scratch {
  private readonly paths: string[] = [];

  constructor(private readonly beside: string) {}

  path(purpose: string): string {
    const path = `${this.beside}.${newId()}.${purpose}`;
    this.paths.push(path);
    return path;
  }

  async clear(): Promise<void> {
    await Promise.all(this.paths.map((path) => rm(path, { force: true })));
  }
}
