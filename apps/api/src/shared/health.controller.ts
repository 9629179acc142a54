import { DestructionService, type OpenDestructions } from '#contributions';
import { CommonsError } from '#kernel';
import { Outbox, type PendingPromises } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { log } from './log';

/** What a supervisor or a load balancer asks. */
@Controller()
export class HealthController {
  constructor(
    private readonly outbox: Outbox,
    private readonly destruction: DestructionService,
  ) {}

  /** The process answers. */
  @Get('health')
  health(): { status: string } {
    return { status: 'ok' };
  }

  /**
   * The database answers, so this process can do its work; how many jobs wait, how many were given up, and how much of
   * what was withdrawn is not destroyed yet, although the promised time is over.
   */
  @Get('ready')
  async ready(): Promise<{ status: string; jobs: PendingPromises; destructions: OpenDestructions }> {
    try {
      return { status: 'ok', jobs: await this.outbox.pending(), destructions: await this.destruction.open() };
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      throw new CommonsError('unavailable', 'API.NOT_READY', 'The database does not answer.');
    }
  }
}
