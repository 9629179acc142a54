import { CodeListService, codesFromCsv, codesToCsv, codesToSkos, type CodeListId } from '#catalogue';
import { CommonsError, missing } from '#kernel';
import { Config } from '#platform';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

const MOST_BYTES = 32 * 1024 * 1024;

const csvTooLarge = () =>
  new CommonsError('invalid', 'LIMIT.BODY', `A code list is sent in at most ${MOST_BYTES} bytes.`, {
    limit: MOST_BYTES,
  });

/** Code lists as files, at addresses that never change: for spreadsheets, and for machines that know SKOS. */
@Controller('code-lists')
export class CodeListController {
  constructor(
    private readonly service: CodeListService,
    private readonly requests: RequestContexts,
    private readonly config: Config,
  ) {}

  /** `1.csv`, `1.json`; a version never changes, so neither does its file. */
  @Get(':id/:file')
  async download(@Res() reply: FastifyReply, @Param('id') id: CodeListId, @Param('file') file: string): Promise<void> {
    const [, number, form] = /^([1-9]\d{0,8})\.(csv|json)$/.exec(file) ?? [];
    if (!number) throw missing('code list', id);
    const { title } = await this.service.find(id);
    const version = await this.service.version(id, Number(number));
    const codes = await this.service.allCodes(version);
    const address = new URL(`/code-lists/${id}/${number}`, this.config.http.publicUrl).href;
    const isCsv = form === 'csv';
    await reply
      .type(isCsv ? 'text/csv; charset=utf-8' : 'application/ld+json; charset=utf-8')
      .header('content-disposition', `attachment; filename="code-list-${id}-${number}.${isCsv ? 'csv' : 'json'}"`)
      .header('etag', `"${version.hash}.${isCsv ? 'csv' : 'json'}"`)
      .send(isCsv ? codesToCsv(codes) : JSON.stringify(codesToSkos(address, version, { title, codes })));
  }

  /** The next version of a list, as CSV that is too long for GraphQL. */
  @Post(':id/versions')
  async add(
    @Req() request: FastifyRequest,
    @Param('id') id: CodeListId,
    @Query() asked: Record<string, unknown>,
  ): Promise<{ id: string; version: number }> {
    const actor = await this.requests.actorOf(request);
    await this.service.assertKeeper(actor, id);
    const word = (name: string) => (typeof asked[name] === 'string' ? asked[name] : null);
    const { version } = await this.service.addVersion(actor, id, {
      codes: codesFromCsv(await bytesOf(request)),
      valid: { start: word('validFrom'), end: word('validTo') },
      note: word('note') ?? '',
    });
    return { id, version };
  }
}

/** @throws LIMIT.BODY */
async function bytesOf({ raw }: FastifyRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw csvTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
