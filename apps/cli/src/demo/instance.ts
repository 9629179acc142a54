import { Installation } from '../shared/installation';
import { readConfig, type Config } from '#platform';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedIfEmpty } from '../seed.command';
import type { Place } from './person';

/** An installation of the demo's own, in a folder that goes with it. */
export class DemoInstance {
  private constructor(
    readonly config: Config,
    readonly place: Place,
    private readonly installation: Installation,
  ) {}

  static async start(): Promise<DemoInstance> {
    const directory = await mkdtemp(join(tmpdir(), 'granaio-demo-'));
    const config = readConfig({ GRANAIO_DATA: directory, GRANAIO_PORT: '0', NODE_ENV: 'development' });
    const installation = new Installation(config, seedIfEmpty);
    try {
      await installation.start();
    } catch (error) {
      await installation.stop();
      await rm(directory, { recursive: true, force: true });
      throw error;
    }
    const place = { url: installation.apiUrl, mailDirectory: join(directory, 'mail') };
    return new DemoInstance(installation.settings, place, installation);
  }

  async stop(): Promise<void> {
    await this.installation.stop();
    await rm(this.config.dataDirectory, { recursive: true, force: true });
  }
}
