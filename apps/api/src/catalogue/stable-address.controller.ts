import { CitationService } from '#catalogue';
import { CommonsError, missing, type DatasetId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** The addresses that citations give, for ever; what is written about a dataset is where the catalogue has it now. */
@Controller('id/dataset')
export class StableAddressController {
  constructor(
    private readonly citations: CitationService,
    private readonly requests: RequestContexts,
  ) {}

  @Get(':id')
  async dataset(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: DatasetId): Promise<void> {
    await this.redirect(request, reply, id, null);
  }

  @Get(':id/v/:version')
  async version(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: DatasetId,
    @Param('version') version: string,
  ): Promise<void> {
    await this.redirect(request, reply, id, /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 0);
  }

  /** What may not be known of and what is not there are the same answer, to the letter. */
  private async redirect(
    request: FastifyRequest,
    reply: FastifyReply,
    id: DatasetId,
    version: number | null,
  ): Promise<void> {
    try {
      await this.citations.of(await this.requests.actorOf(request), id, version, 'en');
    } catch (error) {
      if (error instanceof CommonsError && HIDDEN.has(error.kind)) throw missing('dataset', id);
      throw error;
    }
    await reply
      .status(303)
      .header('location', `/catalogue/datasets/${id}`)
      .header('vary', 'accept, authorization')
      .send();
  }
}

const HIDDEN: ReadonlySet<string> = new Set(['missing', 'forbidden']);
