import { PreviewService, type Preview } from '#extracts';
import { VoteLinks, type BallotPaper, type MemberId } from '#governance';
import { CommonsError } from '#kernel';
import type { Language } from '#identity';
import { Body, Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { answerTo } from '../shared/http-errors';
import { languageOf } from '../shared/languages';
import { fieldOf, formOf, marksOf, type Form } from './vote-form';
import { castPage, failedPage, paperPage } from './vote-page';

type Asked = { readonly 'accept-language'?: string };

/**
 * Votes by a link in a mail, for browsers of any kind and without a script: looking changes nothing, because mail scanners
 * open links too; only the form of the paper votes. No cookies: the link is all there is.
 */
@Controller('vote')
export class VoteController {
  constructor(
    private readonly links: VoteLinks,
    private readonly previews: PreviewService,
  ) {}

  @Get()
  async show(@Query() query: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const token = fieldOf(formOf(query), 'token');
    await answered(reply, { token, language: languageOf(asked['accept-language']) }, async () => {
      const paper = await this.links.read(token);
      return paperPage(paper, await this.previewOf(paper), token);
    });
  }

  /** Of what decides on a policy; nothing else has one. */
  private async previewOf({ actor, proposal }: BallotPaper): Promise<Preview | null> {
    const { kind } = proposal.motion;
    if (kind !== 'enactPolicy' && kind !== 'endPolicy') return null;
    return this.previews.ofProposal(actor, proposal.id);
  }

  @Post()
  async cast(@Body() body: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const form = formOf(body);
    const voter = { token: fieldOf(form, 'token'), language: languageOf(asked['accept-language']) };
    await answered(reply, voter, async (knownLanguage) => {
      const { ballot, language } = await this.links.read(voter.token);
      knownLanguage(language);
      const marks = marksOf(ballot.method, ballot.options.length, form);
      const cast = await this.links.cast(voter.token, { marks, textHash: textOf(form), memberId: memberOf(form) });
      return castPage(cast, voter.token, language);
    });
  }
}

/** A paper that does not say which text it showed is on none that is voted on. */
const textOf = (form: Form): string => fieldOf(form, 'text');
const memberOf = (form: Form): MemberId | undefined => (fieldOf(form, 'member') || undefined) as MemberId | undefined;

/** Voters are people: what goes wrong is told them as a page, in their language once it is known. */
async function answered(
  reply: FastifyReply,
  { token, language }: { readonly token: string; readonly language: Language },
  work: (knownLanguage: (language: Language) => void) => Promise<string>,
): Promise<void> {
  let theirs = language;
  try {
    await send(reply, 200, await work((known) => (theirs = known)));
  } catch (error) {
    if (!(error instanceof CommonsError)) throw error;
    const status = error.code === 'BALLOT.LINK_INVALID' ? 410 : answerTo(error).status;
    await send(reply, status, failedPage(error, token, theirs));
  }
}

const send = async (reply: FastifyReply, status: number, html: string): Promise<void> => {
  await reply.status(status).type('text/html; charset=utf-8').send(html);
};
