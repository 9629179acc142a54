import { MEDIA_TYPES, written, type DcatDocument } from '#catalogue';
import type { Language } from '#identity';
import { CommonsError } from '#kernel';
import type { Actor } from '#policy';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../shared/languages';
import { RequestContexts } from '../shared/request-context';
import { nothingHtml } from './catalogue-page';
import { answer, formFor, type Form } from './dcat-answer';

/** Something that machines read as a graph and people as a page. */
export type Presented = {
  readonly document: DcatDocument;
  readonly html: (language: Language) => string;
  readonly status?: number;
};

/** Shows one thing in the form that its caller wants. */
@Injectable()
export class DcatPresenter {
  constructor(private readonly requests: RequestContexts) {}

  /** @param asked by the address; null: the caller's `Accept` decides */
  async present(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Form | null,
    find: (by: Actor) => Promise<Presented>,
  ): Promise<void> {
    const form = asked ?? formFor(request);
    const by = await this.requests.actorOf(request);
    if (form !== 'html') {
      const { document, status = 200 } = await find(by);
      const { resources, modifiedAt } = document;
      await answer(request, reply, { type: MEDIA_TYPES[form], body: written(form, resources), status, modifiedAt });
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    try {
      const { document, html, status = 200 } = await find(by);
      await answer(request, reply, {
        type: 'text/html',
        body: html(language),
        status,
        modifiedAt: document.modifiedAt,
      });
    } catch (error) {
      // People read this: what they may not know of and what is not there are the same page.
      if (!(error instanceof CommonsError) || error.kind !== 'missing') throw error;
      await answer(request, reply, { type: 'text/html', body: nothingHtml(language), status: 404 });
    }
  }
}
