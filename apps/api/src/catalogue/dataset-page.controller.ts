import { DcatService, MEDIA_TYPES } from '#catalogue';
import type { DatasetId } from '#kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '../shared/request-context';
import { datasetHtml } from './catalogue-page';
import { answer, named } from './dcat-answer';
import { DcatPresenter } from './dcat-presenter';

const SCHEMA_ORG = '.schema.jsonld';

/** What is written about one dataset, for machines, search engines and people. */
@Controller('catalogue/datasets')
export class DatasetPageController {
  constructor(
    private readonly service: DcatService,
    private readonly requests: RequestContexts,
    private readonly presenter: DcatPresenter,
  ) {}

  @Get(':id/schema.json')
  async tableSchema(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: DatasetId,
  ): Promise<void> {
    const schema = await this.service.tableSchema(await this.requests.actorOf(request), id);
    await answer(request, reply, { type: 'application/json', body: JSON.stringify(schema) });
  }

  /** One that was withdrawn is gone, with the reason for who may know that it was there. */
  @Get(':name')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('name') name: string): Promise<void> {
    if (name.endsWith(SCHEMA_ORG))
      return this.schemaOrg(request, reply, name.slice(0, -SCHEMA_ORG.length) as DatasetId);
    const { id, form } = named(name);
    const { at } = this.service;
    const where = { address: at.datasetPage(id as DatasetId), catalogue: at.catalogue };
    return this.presenter.present(request, reply, form, async (by) => {
      const document = await this.service.dataset(by, id as DatasetId);
      const status = document.facts.dataset.withdrawnAt ? 410 : 200;
      return { document, status, html: (language) => datasetHtml(document, where, language) };
    });
  }

  private async schemaOrg(request: FastifyRequest, reply: FastifyReply, id: DatasetId): Promise<void> {
    const { schemaOrg, facts, modifiedAt } = await this.service.dataset(await this.requests.actorOf(request), id);
    const status = facts.dataset.withdrawnAt ? 410 : 200;
    await answer(request, reply, { type: MEDIA_TYPES.jsonld, body: JSON.stringify(schemaOrg), status, modifiedAt });
  }
}
