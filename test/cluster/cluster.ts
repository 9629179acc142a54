import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { dyingWithUs } from '../support/dying-with-us';
import type { ObjectStore } from '../support/s3';
import { Passage } from './passage';
import { SHELF_BUCKET } from './store';

const NAME = 'granaio';
const PATIENCE_MS = 30_000;

/** @property passage through which the others reach it */
type Node = { readonly http: number; readonly tcp: number; readonly passage: Passage; process?: ChildProcess };

/** Real ClickHouse servers on loopback that know each other as one cluster; tests may kill one and start it again. */
export class ClickHouseCluster {
  readonly name = NAME;

  private constructor(
    private readonly directory: string,
    private readonly nodes: readonly Node[],
  ) {}

  /** @param size how many servers, each a shard of its own */
  static async start(size: number): Promise<ClickHouseCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'granaio-clickhouse-'));
    const ports = await freePorts(3 * size);
    const nodes = Array.from({ length: size }, (_, at) => {
      const [http = 0, tcp = 0, known = 0] = ports.slice(3 * at);
      return { http, tcp, passage: new Passage(known, tcp) };
    });
    const cluster = new ClickHouseCluster(directory, nodes);
    await Promise.all(nodes.map((_, at) => cluster.restart(at)));
    return cluster;
  }

  get urls(): string[] {
    return this.nodes.map((_, at) => this.urlOf(at));
  }

  private urlOf(at: number): string {
    return `http://127.0.0.1:${this.nodes[at]?.http ?? 0}`;
  }

  async restart(at: number): Promise<void> {
    const node = this.nodes[at];
    if (!node) throw new Error(`There is no server ${at}.`);
    const folder = process.env.GRANAIO_CLUSTER_FOLDER ?? '';
    const place = join(this.directory, String(at));
    const [http, tcp] = [String(node.http), String(node.tcp)];
    const words = [join(__dirname, 'clickhouse.mjs'), folder, place, http, tcp, this.configuration()];
    const [program, ...all] = dyingWithUs(process.execPath, ...words);
    node.process = spawn(program, all, { stdio: ['ignore', 'ignore', 'ignore'] });
    await answering(`${this.urlOf(at)}/ping`);
    await node.passage.open();
  }

  async kill(at: number): Promise<void> {
    const { process: running, passage } = this.nodes[at] ?? {};
    passage?.close();
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  /**
   * Kills a server in the middle of a question that is about to be asked of the first: nobody reads what is asked about
   * before, so however busy the machine is the question does not end.
   *
   * @param words that the question has and no other
   */
  killWhileReading(store: ObjectStore, victim: number, words = 's3Cluster'): Promise<void> {
    const isWorking = `SELECT count() > 0 FROM system.processes WHERE query LIKE '%${words}%' AND query NOT LIKE '%processes%'`;
    return store.heldWhile(SHELF_BUCKET, async () => {
      const deadline = Date.now() + PATIENCE_MS;
      while ((await this.ask(0, isWorking)) !== '1\n') {
        if (Date.now() > deadline) throw new Error('Nobody asked the cluster anything.');
        await after(20);
      }
      await this.kill(victim);
    });
  }

  /** What a server answers to a statement, for tests that look behind the product. */
  async ask(at: number, sql: string): Promise<string> {
    const response = await fetch(this.urlOf(at), { method: 'POST', body: sql });
    return response.text();
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((_, at) => this.kill(at)));
    await rm(this.directory, { recursive: true, force: true });
  }

  private configuration(): string {
    const shards = this.nodes.map(
      ({ passage }) => `<shard><replica><host>127.0.0.1</host><port>${passage.port}</port></replica></shard>`,
    );
    return `<clickhouse><remote_servers><${NAME}>${shards.join('')}</${NAME}></remote_servers></clickhouse>`;
  }
}

async function answering(url: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 100) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await after(100);
  }
  throw new Error(`No ClickHouse server answered at ${url}.`);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(
    servers.map((server) => {
      const closed = once(server, 'close');
      server.close();
      return closed;
    }),
  );
  return ports;
}
