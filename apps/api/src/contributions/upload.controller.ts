import { ContributionService } from '#contributions';
import type { ContributionId } from '#kernel';
import { Controller, HttpCode, Param, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

/** Takes in the bytes of an announced contribution, as they come, whatever their type and size within the limit. */
@Controller('uploads')
export class UploadController {
  constructor(
    private readonly service: ContributionService,
    private readonly requests: RequestContexts,
  ) {}

  @Put(':id')
  @HttpCode(202)
  async receive(
    @Req() request: FastifyRequest,
    @Param('id') id: ContributionId,
  ): Promise<{ id: string; state: string }> {
    const { state } = await this.service.receive(() => this.requests.actorOf(request), id, request.raw);
    return { id, state };
  }
}
