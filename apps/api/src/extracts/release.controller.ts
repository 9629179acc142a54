import { RELEASE_FORMATS, ReleaseReportService, ReleaseService, type ReleaseFormat } from '#extracts';
import type { Language } from '#identity';
import { CommonsError, missing, type ExtractId } from '#kernel';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../shared/languages';
import { RequestContexts } from '../shared/request-context';
import { noReportPage, reportPage } from './report-page';

const TYPES: Record<ReleaseFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  'sdmx.csv': 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
};
const REPORTS = ['report.json', 'report.html'] as const;

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly id: ExtractId };

/** Hands out released files, and what accounts for them; the service asks the policies in force at each download. */
@Controller('releases')
export class ReleaseController {
  constructor(
    private readonly service: ReleaseService,
    private readonly reports: ReleaseReportService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':file')
  async download(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query('lang') wish?: unknown,
  ): Promise<void> {
    const [id, ending] = [file.slice(0, file.indexOf('.')) as ExtractId, file.slice(file.indexOf('.') + 1)];
    const language = wish === 'it' || wish === 'en' ? wish : languageOf(request.headers['accept-language']);
    const asked = { request, reply, id };
    const report = REPORTS.find((one) => one === ending);
    if (report === 'report.html') return this.showReport(asked, language);
    if (report === 'report.json') return this.sendReport(asked, language);
    const format = RELEASE_FORMATS.find((one) => one === ending);
    if (!format) throw missing('release', file);
    return this.send(asked, format);
  }

  private async send({ request, reply, id }: Asked, format: ReleaseFormat): Promise<void> {
    const actor = await this.requests.actorOf(request);
    const { content, sha256 } = await this.service.download(actor, id, format);
    await reply
      .type(TYPES[format])
      .header('content-disposition', `attachment; filename="extract-${id}.${format}"`)
      .header('etag', `"${sha256}"`)
      .send(content);
  }

  private async sendReport({ request, reply, id }: Asked, language: Language): Promise<void> {
    const report = await this.reports.read(await this.requests.actorOf(request), id, language);
    await reply
      .type('application/json; charset=utf-8')
      .header('vary', 'accept-language')
      .header('content-disposition', `attachment; filename="extract-${id}.report.json"`)
      .send(JSON.stringify(report, null, 2));
  }

  private async showReport({ request, reply, id }: Asked, language: Language): Promise<void> {
    const page = async (status: number, html: string) =>
      reply.status(status).type('text/html; charset=utf-8').header('vary', 'accept-language').send(html);
    const actor = await this.requests.actorOf(request);
    try {
      await page(200, reportPage(await this.reports.read(actor, id, language), language));
    } catch (error) {
      // People read this: what they may not know of and what is not there are the same page.
      if (!(error instanceof CommonsError) || !HIDDEN.has(error.kind)) throw error;
      await page(404, noReportPage(language));
    }
  }
}

const HIDDEN: ReadonlySet<string> = new Set(['missing', 'forbidden']);
