import { IdentityService } from '#identity';
import { CommonsError } from '#kernel';
import { Body, Controller, Get, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { languageOf } from '../shared/languages';
import { askPage, invalidPage, requestPage, sentPage, signedInPage } from './sign-in-page';

type Asked = { readonly accept?: string; readonly 'accept-language'?: string };

/** Where people ask for a link, and where the link of the mail leads. No cookies: the session's token is shown, once. */
@Controller('sign-in')
export class SignInController {
  constructor(private readonly identities: IdentityService) {}

  @Get()
  async show(@Query('token') token: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const text = textOf(token);
    const language = languageOf(asked['accept-language']);
    if (!text) return sendPage(reply, 200, requestPage(language));
    const { valid } = await this.identities.readLink(text);
    await sendPage(reply, valid ? 200 : 410, valid ? askPage(language, text) : invalidPage(language));
  }

  /** Says the same whoever has the address, and for what is no address at all. */
  @Post('link')
  @HttpCode(200)
  async request(@Body() body: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const email = textOf((body as { email?: unknown } | null | undefined)?.email);
    await this.identities.requestSignIn(email).catch((error: unknown) => {
      if (!(error instanceof CommonsError) || error.kind !== 'invalid') throw error;
    });
    await sendPage(reply, 200, sentPage(languageOf(asked['accept-language'])));
  }

  @Post()
  @HttpCode(200)
  async use(@Body() body: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const text = textOf((body as { token?: unknown } | null | undefined)?.token);
    if (wantsJson(asked)) {
      await reply.send(await this.identities.consumeLink(text));
      return;
    }
    const language = languageOf(asked['accept-language']);
    const session = await this.consume(text);
    if (session) await sendPage(reply, 200, signedInPage(language, session.token, session.expiresAt));
    else await sendPage(reply, 410, invalidPage(language));
  }

  /** A person with a dead link gets a page that says so, in their language. */
  private async consume(token: string): Promise<{ token: string; expiresAt: Date } | undefined> {
    try {
      return await this.identities.consumeLink(token);
    } catch (error) {
      if (error instanceof CommonsError && error.code === 'IDENTITY.LINK_INVALID') return undefined;
      throw error;
    }
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const wantsJson = ({ accept }: Asked): boolean => accept?.includes('application/json') ?? false;

const sendPage = async (reply: FastifyReply, status: number, page: string): Promise<void> => {
  await reply.status(status).type('text/html; charset=utf-8').send(page);
};
