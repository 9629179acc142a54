import { MINUTES_PAGE_POLICY, MinutesService } from '#governance';
import type { AssemblyId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** Minutes to read, to print and to keep; the service asks the policies in force each time. */
@Controller('assemblies')
export class MinutesController {
  constructor(
    private readonly service: MinutesService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id/minutes.html')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: AssemblyId): Promise<void> {
    const html = await this.service.html(await this.requests.actorOf(request), id);
    await reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', `${MINUTES_PAGE_POLICY}; frame-ancestors 'none'`)
      .send(html);
  }

  @Get(':id/minutes.pdf')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: AssemblyId): Promise<void> {
    const pdf = await this.service.pdf(await this.requests.actorOf(request), id);
    await reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="minutes-${id}.pdf"`)
      .send(pdf);
  }
}
