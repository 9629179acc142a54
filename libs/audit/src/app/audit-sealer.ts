import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AuditService } from './audit.service';

const PAUSE_MS = 1_000;

/**
 * Seals what there is, every second. An application that names it among its providers runs one; the worker does.
 * Several are no harm: one of them seals, the others find nothing to do.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(AuditSealer.name);
  private timer: NodeJS.Timeout | undefined;
  private running = Promise.resolve();
  private stopped = false;

  constructor(private readonly audit: AuditService) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.running = this.sealAll().finally(() => {
        if (!this.stopped) this.onApplicationBootstrap();
      });
    }, PAUSE_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** This is an edge: nobody is above it to hear of a failure, and the next second tries again. */
  private async sealAll(): Promise<void> {
    try {
      while (!this.stopped && (await this.audit.seal()) > 0);
    } catch (error) {
      this.logger.error('Sealing failed; it is tried again.', error instanceof Error ? error.stack : String(error));
    }
  }
}
