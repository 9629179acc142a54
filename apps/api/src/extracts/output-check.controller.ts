import { OutputCheckService } from '#extracts';
import type { ExtractId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** Hands out what would leave, with the findings, to those who look at it first. */
@Controller('extracts')
export class OutputCheckController {
  constructor(
    private readonly service: OutputCheckService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id/check.csv')
  async download(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: ExtractId,
  ): Promise<void> {
    const content = await this.service.file(await this.requests.actorOf(request), id);
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="check-${id}.csv"`)
      .send(content);
  }
}
