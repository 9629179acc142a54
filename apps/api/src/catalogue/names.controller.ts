import { DcatService } from '#catalogue';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/**
 * Names of things lead to what is written about them; whether there is such a thing is told there.
 *
 * @see https://www.w3.org/TR/cooluris/, 303 URIs
 */
@Controller()
export class NamesController {
  constructor(private readonly service: DcatService) {}

  @Get(['datasets/:id', 'datasets/:id/versions/:number'])
  dataset(@Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.lead(reply, `/catalogue/datasets/${encodeURIComponent(id)}`);
  }

  @Get('series/:id')
  series(@Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.lead(reply, `/catalogue/series/${encodeURIComponent(id)}`);
  }

  @Get('organisations/:id')
  organisation(@Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.lead(reply, `/catalogue/organisations/${encodeURIComponent(id)}`);
  }

  @Get('federations/:id')
  federation(@Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.lead(reply, `/catalogue/federations/${encodeURIComponent(id)}`);
  }

  @Get('policies/:id')
  policy(@Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.lead(reply, `/policies/${encodeURIComponent(id)}.jsonld`);
  }

  private async lead(reply: FastifyReply, path: string): Promise<void> {
    await reply.redirect(this.service.at.base + path, 303);
  }
}
