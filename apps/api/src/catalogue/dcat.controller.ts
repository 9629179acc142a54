import { DcatService, MEDIA_TYPES, streamed, SYNTAXES, type Family, type Syntax } from '#catalogue';
import type { DatasetSeriesId, FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { finished, Readable } from 'node:stream';
import { RequestContexts } from '../shared/request-context';
import { catalogueHtml, familyHtml } from './catalogue-page';
import { formFor, headersFor, isKnown, named } from './dcat-answer';
import { DcatPresenter } from './dcat-presenter';
import { FeedGate, FEEDS } from './feed-gate';

/** The catalogue for other catalogues and for browsers: what the caller may discover, and nothing else. */
@Controller()
export class DcatController {
  constructor(
    private readonly service: DcatService,
    private readonly requests: RequestContexts,
    private readonly presenter: DcatPresenter,
    private readonly gate: FeedGate,
  ) {}

  /** A page of it. The pages around it have the extension that this one was asked for by. */
  @Get(['catalogue', 'catalogue.jsonld', 'catalogue.ttl', 'catalogue.rdf', 'catalogue.html'])
  async page(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('after') after?: string,
  ): Promise<void> {
    const { extension, form } = named(pathOf(request));
    const key = typeof after === 'string' ? after : null;
    await this.presenter.present(request, reply, form, async (by) => {
      const document = await this.service.page(by, key, extension);
      return { document, html: (language) => catalogueHtml(document, this.service.at.page(key), language) };
    });
  }

  /** All of it in one answer, written as it is read: however long it is, no more than a page is in memory. */
  @Get(['catalogue/feed', 'catalogue/feed.jsonld', 'catalogue/feed.ttl', 'catalogue/feed.rdf'])
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { form } = named(pathOf(request));
    const syntax = (form ?? formFor(request, SYNTAXES)) as Syntax;
    const by = await this.requests.actorOf(request);
    this.admit(by, reply);
    const { mark, modifiedAt } = await this.service.state(by);
    const tag = `W/"${mark.slice(0, 32)}-${syntax}"`;
    reply.headers(headersFor(request, tag, modifiedAt)).type(`${MEDIA_TYPES[syntax]}; charset=utf-8`);
    if (isKnown(request, tag)) await reply.status(304).send();
    else await reply.send(Readable.from(streamed(syntax, this.service.feed(by))));
  }

  @Get('catalogue/series/:name')
  series(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('name') name: string): Promise<void> {
    return this.family(request, reply, name, (by, id) => this.service.series(by, id as DatasetSeriesId));
  }

  @Get('catalogue/organisations/:name')
  organisation(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('name') name: string): Promise<void> {
    return this.family(request, reply, name, (by, id) => this.service.organisation(by, id as OrganisationId));
  }

  @Get('catalogue/federations/:name')
  federation(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('name') name: string): Promise<void> {
    return this.family(request, reply, name, (by, id) => this.service.federation(by, id as FederationId));
  }

  /** Until the answer is over, however that comes about; nobody takes it for ever. @throws FEED.BUSY */
  private admit(by: Actor, reply: FastifyReply): void {
    const leave = this.gate.enter(by.identity?.personId ?? null);
    const late = setTimeout(() => reply.raw.destroy(), FEEDS.lastsMs).unref();
    finished(reply.raw, () => {
      clearTimeout(late);
      leave();
    });
  }

  private family(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    find: (by: Actor, id: string) => Promise<Family>,
  ): Promise<void> {
    const { id, form, extension } = named(name);
    const catalogue = this.service.at.catalogue;
    const path = pathOf(request);
    const address = this.service.at.base + (extension ? path.slice(0, -extension.length) : path);
    return this.presenter.present(request, reply, form, async (by) => {
      const document = await find(by, id);
      return { document, html: (language) => familyHtml(document, { address, catalogue }, language) };
    });
  }
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? url;
