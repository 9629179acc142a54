import { Client } from 'pg';

const RECONNECT_MS = 1_000;

/** Hears, on a connection of its own, that a transaction with promises has committed; reconnects for ever. */
export class OutboxListener {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  /** @param heard called at each notification, and after each reconnection, when some may have been missed */
  constructor(
    private readonly databaseUrl: string,
    private readonly heard: () => void,
  ) {}

  async start(): Promise<void> {
    const client = new Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      application_name: 'granaio-relay',
    });
    this.client = client;
    client.on('notification', this.heard);
    client.on('error', () => undefined);
    client.on('end', () => {
      this.reconnect(client);
    });
    try {
      await client.connect();
      await client.query('listen granaio_outbox');
      this.heard();
    } catch {
      this.reconnect(client);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  /** Polling goes on meanwhile, so being deaf for a while delays and loses nothing. */
  private reconnect(lost: Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = undefined;
    void lost.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.start(), RECONNECT_MS);
  }
}
