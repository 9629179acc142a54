import { ReleaseService, type ReleaseFormat } from '#extracts';
import { missing, type ExtractId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

const TYPES: Record<ReleaseFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** Hands out released files; the service asks the policies in force at each download. */
@Controller('releases')
export class ReleaseController {
  constructor(
    private readonly service: ReleaseService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':file')
  async download(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
  ): Promise<void> {
    const [id, format] = file.split('.', 2);
    if (format !== 'csv' && format !== 'parquet') throw missing('release', file);
    const actor = await this.requests.actorOf(request);
    const { content, sha256 } = await this.service.download(actor, id as ExtractId, format);
    await reply
      .type(TYPES[format])
      .header('content-disposition', `attachment; filename="extract-${id ?? ''}.${format}"`)
      .header('etag', `"${sha256}"`)
      .send(content);
  }
}
