import { Database } from '#platform';
import { Controller, Get } from '@nestjs/common';

/** What a supervisor or a load balancer asks. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process answers. */
  @Get('health')
  health(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work. */
  @Get('ready')
  async ready(): Promise<{ status: string }> {
    await this.database.query('select 1');
    return { status: 'ok' };
  }
}
