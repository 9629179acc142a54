import { Client, type ClientConfig } from 'pg';

/**
 * A connection that, lost between two statements of the queue's, is a failed statement and not the end of the process:
 * the library takes connections from its pool without listening for their errors, and an error that nobody hears is fatal.
 */
export class CalmClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
