import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimInstallation, environmentFor, migrate, type Claim, type Config, type EmbeddedPostgres } from '#platform';
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
  private database: EmbeddedPostgres | undefined;
  private claim: Claim | undefined;
  private servers: SupervisedProcess[] = [];
  private stopping = false;

  constructor(
    private config: Config,
    private readonly seed: Seed,
  ) {}

  /** @returns what the seed has to tell, if it ran */
  async start(): Promise<string | undefined> {
    await this.openDatabase();
    await migrate(this.databaseUrl, !this.config.redisUrl);
    const told = this.config.mode === 'production' ? undefined : await this.seed(this.config);
    this.config = await withFreePort(this.config);
    await this.startServers();
    return told;
  }

  /** Where the API answers on this machine. */
  get apiUrl(): string {
    return localUrl(this.config.http.host, this.config.http.port);
  }

  /** New code: the servers start anew, the database stays. */
  async restartServers(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.restart()));
  }

  /** The servers first, then the database. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.servers.map((server) => server.stop()));
    const ours = this.claim !== undefined;
    await this.claim?.release().catch(() => undefined);
    await this.database?.stop(ours);
  }

  private get databaseUrl(): string {
    return this.config.databaseUrl ?? '';
  }

  private async openDatabase(): Promise<void> {
    const isEmbedded = this.database !== undefined || this.config.databaseUrl === undefined;
    this.database = await openDatabase(isEmbedded ? { ...this.config, databaseUrl: undefined } : this.config);
    this.config = { ...this.config, databaseUrl: this.database.url };
    if (isEmbedded) await this.claimOrRefuse();
  }

  private async claimOrRefuse(): Promise<void> {
    this.claim = await claimInstallation(this.databaseUrl);
    if (!this.claim) {
      throw new Error(
        `Granaio runs already on ${this.config.dataDirectory}. Stop it first, or set GRANAIO_DATA to another folder.`,
      );
    }
    void this.claim.ended.then(() => this.recoverDatabase());
  }

  /** The claim ends with the embedded database; ended by a crash, it is started again, at the same address. */
  private async recoverDatabase(): Promise<void> {
    if (this.stopping) return;
    log('the database ended unexpectedly; it starts again.');
    const before = this.databaseUrl;
    await this.openDatabase();
    log('the database runs again.');
    if (this.databaseUrl !== before) await this.restartServers();
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
  const { host, port } = config.http;
  for (let waited = 0; waited < PORT_FREED_WITHIN_MS; waited += 250) {
    const free = await freePort(port, host);
    if (free !== undefined) return { ...config, http: { ...config.http, port: free } };
    await sleep(250);
  }
  throw new Error(`Port ${port} of ${host} is taken by another program. Set GRANAIO_PORT to another one.`);
}
