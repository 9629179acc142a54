import type { PolicyVersionId } from '#kernel';
import { OdrlService } from '#policy';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** Hands out versions of policies as other houses read them; the service asks the policies in force each time. */
@Controller('policies')
export class OdrlController {
  constructor(
    private readonly service: OdrlService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id.jsonld')
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: PolicyVersionId,
  ): Promise<void> {
    const policy = await this.service.read(await this.requests.actorOf(request), id);
    await reply.type('application/ld+json').send(JSON.stringify(policy));
  }
}
