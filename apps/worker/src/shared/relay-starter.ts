import { OutboxRelay } from '#platform';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Begins to bring promises to the queue once everything that keeps them is there. */
@Injectable()
export class RelayStarter implements OnApplicationBootstrap {
  constructor(private readonly relay: OutboxRelay) {}

  onApplicationBootstrap(): void {
    this.relay.start();
  }
}
