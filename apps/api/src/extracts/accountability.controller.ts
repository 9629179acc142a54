import { AccountabilityService } from '#extracts';
import { CommonsError, type DatasetId } from '#kernel';
import { Controller, Get, Headers, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../shared/languages';
import { RequestContexts } from '../shared/request-context';
import { accountabilityPage, noAccountPage } from './accountability-page';

/** What was asked of a dataset and what came of it, for whoever may know of the dataset: where a policy says so, anybody. */
@Controller('datasets')
export class AccountabilityController {
  constructor(
    private readonly service: AccountabilityService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id/accountability')
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: DatasetId,
    @Headers('accept-language') languages?: string,
  ): Promise<void> {
    const language = languageOf(languages);
    const actor = await this.requests.actorOf(request);
    try {
      await send(reply, 200, accountabilityPage(await this.service.of(actor, id), language));
    } catch (error) {
      // People read this: what they may not know of and what is not there are the same page.
      if (!(error instanceof CommonsError) || !HIDDEN.has(error.kind)) throw error;
      await send(reply, 404, noAccountPage(language));
    }
  }
}

const HIDDEN: ReadonlySet<string> = new Set(['missing', 'forbidden']);

const send = async (reply: FastifyReply, status: number, html: string): Promise<void> => {
  await reply.status(status).type('text/html; charset=utf-8').header('vary', 'accept-language').send(html);
};
