import { ReceptionService } from '#contributions';
import { missing, type ContributionId } from '#kernel';
import { Controller, HttpCode, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

type Received = { readonly id: string; readonly state: string };

/** Takes in the bytes of announced files, as they come, whatever their type and size within the limit. */
@Controller('uploads')
export class UploadController {
  constructor(
    private readonly reception: ReceptionService,
    private readonly requests: RequestContexts,
  ) {}

  @Put(':id')
  @HttpCode(202)
  receive(@Req() request: FastifyRequest, @Param('id') id: ContributionId): Promise<Received> {
    return this.take(request, id, 1);
  }

  @Put(':id/:file')
  @HttpCode(202)
  receiveFile(
    @Req() request: FastifyRequest,
    @Param('id') id: ContributionId,
    @Param('file') file: string,
  ): Promise<Received> {
    if (!/^[1-9]\d?$/.test(file)) throw missing('file', file);
    return this.take(request, id, Number(file));
  }

  private async take(request: FastifyRequest, id: ContributionId, file: number): Promise<Received> {
    const { state } = await this.reception.receive(() => this.requests.actorOf(request), id, request.raw, file);
    return { id, state };
  }
}
