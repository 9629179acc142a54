import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  assertOwnKeys,
  claimInstallation,
  configWith,
  environmentFor,
  migrate,
  type Claim,
  type Config,
  type EmbeddedPostgres,
} from '#platform';
import { freePort, localUrl, untilAnswers } from './http-ready';
import { openDatabase } from './open-database';
import { log } from './output';
import { SupervisedProcess } from './supervised-process';

/** Fills a database that is empty, and tells what people should know then; nothing if it did nothing. */
export type Seed = (config: Config) => Promise<string | undefined>;

/** Where the servers' compiled main files are, seen from this one. */
const APPS = resolve(__dirname, '..', '..', '..');
const SERVERS = [
  { name: 'api', nodeOptions: ['--max-old-space-size=512', '--max-semi-space-size=8'] },
  { name: 'worker', nodeOptions: ['--max-old-space-size=1024', '--max-semi-space-size=8'] },
];
const ANSWERS_WITHIN_MS = 30_000;
const PORT_FREED_WITHIN_MS = 5_000;

/** Everything that runs on one machine: the database (unless it is configured elsewhere), the API and the worker. */
export class Installation {
  private readonly isEmbedded: boolean;
  private database: EmbeddedPostgres | undefined;
  private claim: Claim | undefined;
  private opening: Promise<void> = Promise.resolve();
  private servers: SupervisedProcess[] = [];
  private stopping = false;
  private giveUp: (reason: unknown) => void = () => undefined;

  /** Fails when something broke that could not be repaired. */
  readonly broken = new Promise<never>((_, reject) => {
    this.giveUp = reject;
  });

  constructor(
    private config: Config,
    private readonly seed: Seed,
  ) {
    this.isEmbedded = config.databaseUrl === undefined;
    this.broken.catch(() => undefined);
  }

  /** @returns what the seed has to tell, if it ran */
  async start(): Promise<string | undefined> {
    await this.open();
    await migrate(this.databaseUrl, !this.config.redisUrl);
    await assertOwnKeys(this.config);
    this.config = await withFreePort(this.config);
    const told = this.config.mode === 'production' ? undefined : await this.seed(this.config);
    await this.startServers();
    return told;
  }

  /** As it runs: with the address of the database and the port that were chosen. */
  get settings(): Config {
    return this.config;
  }

  /** Where the API answers on this machine. */
  get apiUrl(): string {
    return localUrl(this.config.http.host, this.config.http.port);
  }

  /** For new code: the database stays, and is migrated; the servers start anew. */
  async renew(): Promise<void> {
    await migrate(this.databaseUrl, !this.config.redisUrl);
    await this.restartServers();
  }

  /** The servers first, then the database. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.opening.catch(() => undefined);
    const ours = this.claim !== undefined;
    await this.claim?.release().catch(() => undefined);
    await this.database?.stop(ours);
  }

  private get databaseUrl(): string {
    return this.config.databaseUrl ?? '';
  }

  private open(): Promise<void> {
    this.opening = this.openDatabase();
    return this.opening;
  }

  private async openDatabase(): Promise<void> {
    this.database = await openDatabase(configWith(this.config, this.isEmbedded ? { databaseUrl: undefined } : {}));
    this.config = configWith(this.config, { databaseUrl: this.database.url });
    if (!this.isEmbedded) return;
    this.claim = await claimInstallation(this.databaseUrl);
    if (!this.claim) {
      const { dataDirectory } = this.config;
      throw new Error(`Granaio runs already on ${dataDirectory}. Stop it, or set GRANAIO_DATA to another folder.`);
    }
    void this.claim.ended.then(() => this.recover()).catch(this.giveUp);
  }

  /** The claim ends with the embedded database; ended by a crash, it is started again, at the same address. */
  private async recover(): Promise<void> {
    if (this.stopping) return;
    log('the database ended unexpectedly; it starts again.');
    const before = this.databaseUrl;
    await this.open();
    log('the database runs again.');
    if (this.databaseUrl !== before) await this.restartServers();
  }

  private async restartServers(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.restart()));
  }

  private async startServers(): Promise<void> {
    if (this.stopping) return;
    this.servers = SERVERS.map(
      ({ name, nodeOptions }) =>
        new SupervisedProcess({
          name,
          nodeOptions,
          script: resolve(APPS, name, 'src', 'main.js'),
          environment: () => environmentFor(this.config),
        }),
    );
    await Promise.all(this.servers.map((server) => server.start()));
    await untilAnswers(`${this.apiUrl}/health`, ANSWERS_WITHIN_MS);
  }
}

/** Port 0 becomes a real one here, so that a restarted API keeps its address. The servers of a killed start may linger. */
async function withFreePort(config: Config): Promise<Config> {
  const { host, port, publicUrl } = config.http;
  for (let waited = 0; waited < PORT_FREED_WITHIN_MS; waited += 250) {
    const free = await freePort(port, host);
    const url = publicUrl === `http://${host}:0` ? `http://${host}:${free ?? 0}` : publicUrl;
    if (free !== undefined) return configWith(config, { http: { host, port: free, publicUrl: url } });
    await sleep(250);
  }
  throw new Error(`Port ${port} of ${host} is taken by another program. Set GRANAIO_PORT to another one.`);
}
