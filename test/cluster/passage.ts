import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A port that passes connections on to a server, and ends them in order when one side was killed.
 *
 * A killed process resets its connections where it had not read everything. A server logs that and goes on; the one in the
 * library that tests use ends itself, so that killing one would now and then end its neighbours too.
 */
export class Passage {
  private server = createServer();

  /** @param port that neighbours know */
  constructor(
    readonly port: number,
    private readonly to: number,
  ) {}

  async open(): Promise<void> {
    this.server = createServer((from) => {
      pass(from, connect(this.to, '127.0.0.1'));
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** From now on nobody is let in; whoever is inside stays until one side ends. */
  close(): void {
    this.server.close();
  }
}

function pass(one: Socket, other: Socket): void {
  for (const [side, opposite] of [
    [one, other],
    [other, one],
  ] as const) {
    side.pipe(opposite);
    side.on('error', () => undefined);
    // What is left unread when a connection is closed would reset it.
    side.on('close', () => opposite.unpipe().resume().end());
  }
}
