import { BallotService } from '#governance';
import type { BallotId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** Hands out counted ballots as anybody may recount them, without us. */
@Controller('ballots')
export class ExportController {
  constructor(
    private readonly service: BallotService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id/export')
  async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: BallotId): Promise<void> {
    const lines = await this.service.exported(await this.requests.actorOf(request), id);
    await reply
      .type('application/x-ndjson')
      .header('content-disposition', `attachment; filename="ballot-${id}.ndjson"`)
      .send(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  }
}
