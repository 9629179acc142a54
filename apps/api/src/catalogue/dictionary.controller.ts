import { dictionaryCsv, DictionaryService } from '#catalogue';
import type { DatasetId } from '#kernel';
import { Controller, Get, Headers, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../shared/languages';
import { RequestContexts } from '../shared/request-context';
import { dictionaryPage } from './dictionary-page';

/** What the columns of a dataset mean, as a file and as a page, for who may read what it is. */
@Controller('datasets')
export class DictionaryController {
  constructor(
    private readonly service: DictionaryService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id/dictionary.csv')
  async csv(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: DatasetId): Promise<void> {
    const dictionary = await this.service.of(await this.requests.actorOf(request), id);
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="dictionary-${id}.csv"`)
      .send(dictionaryCsv(dictionary));
  }

  @Get(':id/dictionary.html')
  async page(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: DatasetId,
    @Headers('accept-language') languages?: string,
  ): Promise<void> {
    const dictionary = await this.service.of(await this.requests.actorOf(request), id);
    const page = dictionaryPage(dictionary, languageOf(languages));
    await reply.type('text/html; charset=utf-8').header('vary', 'accept-language').send(page);
  }
}
