import { DocumentService, type DocumentId } from '#governance';
import type { AssemblyId } from '#kernel';
import { Controller, Get, HttpCode, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';

type Attached = { readonly id: string; readonly title: string; readonly sha256: string; readonly bytes: number };

/** Files beside GraphQL: what members are to read before an assembly. */
@Controller()
export class DocumentController {
  constructor(
    private readonly service: DocumentService,
    private readonly requests: RequestContexts,
  ) {}

  @Put('uploads/assemblies/:id')
  @HttpCode(201)
  async attach(
    @Req() request: FastifyRequest,
    @Param('id') id: AssemblyId,
    @Query('title') name: unknown,
  ): Promise<Attached> {
    const actor = await this.requests.actorOf(request);
    const { id: documentId, title, sha256, bytes } = await this.service.attach(actor, id, name, request.raw);
    return { id: documentId, title, sha256, bytes };
  }

  /** As an attachment of no type: whatever it holds, no browser runs it here. */
  @Get('documents/:id')
  async open(@Req() request: FastifyRequest, @Param('id') id: DocumentId, @Res() reply: FastifyReply): Promise<void> {
    const { document, content } = await this.service.open(await this.requests.actorOf(request), id);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', document.bytes)
      .header('content-disposition', `attachment; filename="${document.id}"`)
      .header('x-content-type-options', 'nosniff')
      .send(content);
  }
}
