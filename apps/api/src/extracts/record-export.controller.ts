import { RecordExportService } from '#extracts';
import { CommonsError, type DatasetId, type OrganisationId } from '#kernel';
import type { Purpose } from '#policy';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';
import { PurposeEnum } from './extract.type';

const purposeUnknown = () =>
  new CommonsError('invalid', 'RECORDS.PURPOSE_UNKNOWN', 'Say what for, in one word: ?purpose=ACADEMIC_RESEARCH', {
    known: Object.keys(PurposeEnum),
  });

/** Hands contributors their own rows back; the service asks the policies in force at each download. */
@Controller('datasets')
export class RecordExportController {
  constructor(
    private readonly service: RecordExportService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id/records.csv')
  async download(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: DatasetId,
    @Query() asked: Record<string, unknown>,
  ): Promise<void> {
    const purpose = purposeOf(textOf(asked['purpose']));
    const organisationId = textOf(asked['organisation']) as OrganisationId;
    const actor = await this.requests.actorOf(request);
    const { content, sha256, bytes } = await this.service.open(actor, id, { organisationId, purpose });
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="records-${id}.csv"`)
      .header('content-length', bytes)
      .header('etag', `"${sha256}"`)
      .send(content);
  }
}

/** What is left out, or said twice, is nothing. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @throws RECORDS.PURPOSE_UNKNOWN */
function purposeOf(word: string): Purpose {
  const purpose = Object.hasOwn(PurposeEnum, word) ? PurposeEnum[word] : undefined;
  if (!purpose) throw purposeUnknown();
  return purpose;
}
