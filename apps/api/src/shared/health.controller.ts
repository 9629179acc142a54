import { CommonsError } from '#kernel';
import { Outbox, type PendingPromises } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { log } from './log';

/** What a supervisor or a load balancer asks. */
@Controller()
export class HealthController {
  constructor(private readonly outbox: Outbox) {}

  /** The process answers. */
  @Get('health')
  health(): { status: string } {
    return { status: 'ok' };
  }

  /** The database answers, so this process can do its work; how many jobs wait, and how many were given up. */
  @Get('ready')
  async ready(): Promise<{ status: string; jobs: PendingPromises }> {
    try {
      return { status: 'ok', jobs: await this.outbox.pending() };
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      throw new CommonsError('unavailable', 'API.NOT_READY', 'The database does not answer.');
    }
  }
}
