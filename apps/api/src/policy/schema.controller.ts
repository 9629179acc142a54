import { policyJsonSchema } from '#policy';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** The language of policies for whoever writes one with tools of their own. It is the same for everybody. */
@Controller('schemas')
export class SchemaController {
  private readonly text = JSON.stringify(policyJsonSchema(), null, 2);

  @Get('granaio-policy-1.json')
  async policy(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(this.text);
  }
}
