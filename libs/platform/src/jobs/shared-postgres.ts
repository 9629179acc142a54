import {
  assertSchemaCompatibility,
  PostgresConnection,
  PostgresQueueBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
  type PostgresPoolConfig,
} from 'bullmq';
import { Client, type ClientConfig } from 'pg';

type Factory = BackendFactory<PostgresQueueBackend, PostgresConnectionOptions>;
type Listener = Awaited<ReturnType<PostgresConnection['getListenClient']>>;

/**
 * Gives all queues of a process one pool and one listening connection, where the library would open a pool and a
 * listener for each: to PostgreSQL every connection is a process. Every notification names its queue.
 */
export function sharedPostgresFactory(config: PostgresPoolConfig): Factory {
  let shared: SharedConnection | undefined;
  let users = 0;
  const leave = async () => {
    users -= 1;
    if (users > 0) return;
    const last = shared;
    shared = undefined;
    await last?.close();
  };
  return (name, options) => {
    shared ??= new SharedConnection(config);
    users += 1;
    return new SharingBackend(shared, leave, name, options);
  };
}

/**
 * The library hears of a listener's errors from a moment after it is connected to a moment before it is gone. Outside of that
 * its last words would end the process.
 */
class CalmClient extends Client {
  constructor(config: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

class SharedConnection extends PostgresConnection {
  private usable: Promise<void> | undefined;
  private prepared: Listener | undefined;

  constructor(config: PostgresPoolConfig) {
    super(config);
    this.setMaxListeners(0);
    Object.assign(this, { pgModule: { Client: CalmClient } });
  }

  /** Asked again after it failed: the library would remember the failure, for all queues of the process. */
  override waitUntilReady(): Promise<void> {
    this.usable ??= this.assertSchema().catch((error: unknown) => {
      this.usable = undefined;
      throw error;
    });
    return this.usable;
  }

  override async getListenClient(): Promise<Listener> {
    const client = await super.getListenClient();
    if (client !== this.prepared) takeTurns(client);
    this.prepared = client;
    return client;
  }

  private async assertSchema(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await assertSchemaCompatibility(client, this.schema);
    } finally {
      client.release();
    }
  }
}

/** Every queue says `listen` on this client, which speaks one statement at a time, and waits for its own notifications. */
function takeTurns(client: Listener): void {
  const query = client.query.bind(client);
  let turn: Promise<unknown> = Promise.resolve();
  client.query = <Row>(text: string, params?: unknown[]) => {
    const answer = turn.catch(() => undefined).then(() => query<Row>(text, params));
    turn = answer;
    return answer;
  };
  (client as unknown as NodeJS.EventEmitter).setMaxListeners(0);
}

/** A queue that leaves the connection to the others when it closes. */
class SharingBackend extends PostgresQueueBackend {
  constructor(
    private readonly shared: SharedConnection,
    private readonly leave: () => Promise<void>,
    ...[name, options]: Parameters<Factory>
  ) {
    super(shared, name, options, false);
    shared.on('error', this.tell);
    shared.on('listenerinvalidated', this.listenAnew);
  }

  override close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.shared.off('error', this.tell);
    this.shared.off('listenerinvalidated', this.listenAnew);
    await this.disconnectBlocking();
    await this.leave();
  }

  private readonly tell = (error: Error): void => void this.emit('error', error);

  /**
   * Whoever waits looks for jobs, as some may have come unheard, and listens on the new connection. A moment later, so
   * that it reaches also those who were about to wait on the one that is lost.
   */
  private readonly listenAnew = (): void => {
    setImmediate(() => {
      void this.disconnectBlocking();
      void this.reconnectBlocking();
    });
  };
}
