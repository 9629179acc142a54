import { RELEASE_FORMATS, ReleaseService, type ReleaseFormat } from '#extracts';
import { missing, type ExtractId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

const TYPES: Record<ReleaseFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  'sdmx.csv': 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
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
    const format = RELEASE_FORMATS.find((one) => file.slice(file.indexOf('.') + 1) === one);
    if (!format) throw missing('release', file);
    const id = file.slice(0, file.indexOf('.'));
    const actor = await this.requests.actorOf(request);
    const { content, sha256 } = await this.service.download(actor, id as ExtractId, format);
    await reply
      .type(TYPES[format])
      .header('content-disposition', `attachment; filename="extract-${id}.${format}"`)
      .header('etag', `"${sha256}"`)
      .send(content);
  }
}
