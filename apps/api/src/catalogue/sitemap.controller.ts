import { DcatService } from '#catalogue';
import { isId, missing } from '#kernel';
import { PolicyService, type Actor } from '#policy';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import XMLBuilder from 'fast-xml-builder';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { answer } from './dcat-answer';

/** What the protocol allows, less the catalogue itself. */
const MOST_IN_A_FILE = 49_999;
const AT_ONCE = 1_000;
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const TYPE = 'application/xml';
const builder = new XMLBuilder({ format: true });

/** What search engines are led to: what anybody may discover. Who asks makes no difference. @see https://www.sitemaps.org/protocol.html */
@Controller()
export class SitemapController {
  constructor(
    private readonly service: DcatService,
    private readonly policies: PolicyService,
  ) {}

  @Get('robots.txt')
  async robots(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const body = `User-agent: *\nAllow: /catalogue\nDisallow: /\nSitemap: ${this.service.at.base}/sitemap.xml\n`;
    await answer(request, reply, { type: 'text/plain', body });
  }

  /** One file while it can hold all; the list of the files beyond that. */
  @Get('sitemap.xml')
  async sitemap(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const anybody = await this.policies.actorFor(null);
    const bounds = await this.service.bounds(anybody, MOST_IN_A_FILE);
    if (bounds.length === 0) return this.send(reply, anybody, null);
    const files = ['newest', ...bounds].map((name) => ({ loc: `${this.service.at.base}/sitemaps/${name}.xml` }));
    const index = builder.build({ sitemap: files });
    const body = `${DECLARATION}<sitemapindex ${NAMESPACE}>\n${index}</sitemapindex>\n`;
    return answer(request, reply, { type: TYPE, body });
  }

  @Get('sitemaps/:after.xml')
  async part(@Res() reply: FastifyReply, @Param('after') after: string): Promise<void> {
    if (after !== 'newest' && !isId(after)) throw missing('site map', after);
    await this.send(reply, await this.policies.actorFor(null), after === 'newest' ? null : after);
  }

  private async send(reply: FastifyReply, anybody: Actor, after: string | null): Promise<void> {
    reply.header('cache-control', 'public, max-age=3600').type(`${TYPE}; charset=utf-8`);
    await reply.send(Readable.from(this.urls(anybody, after)));
  }

  private async *urls(anybody: Actor, from: string | null): AsyncGenerator<string, void> {
    const { at } = this.service;
    yield `${DECLARATION}<urlset ${NAMESPACE}>\n`;
    if (from === null) yield builder.build({ url: { loc: at.catalogue } });
    for (let [after, left] = [from, MOST_IN_A_FILE]; left > 0; left -= AT_ONCE) {
      const entries = await this.service.entries(anybody, after, AT_ONCE);
      const url = entries.map(({ id, modifiedAt }) => ({ loc: at.datasetPage(id), lastmod: modifiedAt.toISOString() }));
      if (url.length > 0) yield builder.build({ url });
      after = entries.at(-1)?.id ?? null;
      if (entries.length < AT_ONCE) break;
    }
    yield '</urlset>\n';
  }
}
