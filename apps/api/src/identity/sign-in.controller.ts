import { Directory, ProviderService, SessionService, SignInLinkService, type SessionTokens } from '#identity';
import { CommonsError } from '#kernel';
import { Body, Controller, Get, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { fieldOf, isYes, languageOfReader, sendPage, textOf, wantsJson, type Asked } from './answer';
import { askPage, invalidPage, requestPage, sentPage, signedInPage, type ProviderLink } from './sign-in-page';

const MOST_PROVIDERS = 100;

/** Where people ask for a link, and where the link of the mail leads. The session's token is shown, once; no cookie holds it. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly links: SignInLinkService,
    private readonly sessions: SessionService,
    private readonly providers: ProviderService,
    private readonly directory: Directory,
  ) {}

  @Get()
  async show(@Query('token') token: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const text = textOf(token);
    const language = languageOfReader(asked);
    if (!text) return sendPage(reply, 200, requestPage(language, await this.providerLinks()));
    const { valid } = await this.links.read(text);
    await sendPage(reply, valid ? 200 : 410, valid ? askPage(language, text) : invalidPage(language));
  }

  /** Says the same whoever has the address, and for what is no address at all. */
  @Post('link')
  @HttpCode(200)
  async request(@Body() body: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    await this.links.request(textOf(fieldOf(body, 'email'))).catch((error: unknown) => {
      if (!(error instanceof CommonsError) || error.kind !== 'invalid') throw error;
    });
    await sendPage(reply, 200, sentPage(languageOfReader(asked)));
  }

  @Post()
  @HttpCode(200)
  async use(@Body() body: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const text = textOf(fieldOf(body, 'token'));
    if (wantsJson(asked)) {
      await reply.send(await this.links.consume(text, { wantsRefresh: isYes(fieldOf(body, 'refresh')) }));
      return;
    }
    const language = languageOfReader(asked);
    const session = await this.consume(text);
    if (session) await sendPage(reply, 200, signedInPage(language, session));
    else await sendPage(reply, 410, invalidPage(language));
  }

  /** A new pair of tokens for the refresh token of the pair before; JSON only. */
  @Post('refresh')
  @HttpCode(200)
  refresh(@Body() body: unknown): Promise<SessionTokens> {
    return this.sessions.refresh(textOf(fieldOf(body, 'refreshToken')));
  }

  private async providerLinks(): Promise<ProviderLink[]> {
    const providers = await this.providers.list(null, { after: null, limit: MOST_PROVIDERS });
    const organisations = await this.directory.organisations(providers.map(({ organisationId }) => organisationId));
    return providers.map(({ id, name }, i) => ({ id, name, organisation: organisations[i]?.name ?? '' }));
  }

  /** A person with a dead link gets a page that says so, in their language. */
  private async consume(token: string): Promise<SessionTokens | undefined> {
    try {
      return await this.links.consume(token);
    } catch (error) {
      if (error instanceof CommonsError && error.code === 'IDENTITY.LINK_INVALID') return undefined;
      throw error;
    }
  }
}
