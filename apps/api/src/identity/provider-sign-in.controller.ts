import { IdentityService, ProviderSignInService, type ProviderId } from '#identity';
import { CommonsError } from '#kernel';
import { Config } from '#platform';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerTo } from '../shared/http-errors';
import { fieldOf, isYes, languageOfReader, sendPage, textOf, wantsJson, type Asked } from './answer';
import { BrowserCookie } from './browser-cookie';
import { linkedPage, linkPage, onwardsPage, refusedPage } from './provider-sign-in-page';
import { signedInPage } from './sign-in-page';

/** The way to an identity provider and back. */
@Controller('sign-in/oidc')
export class ProviderSignInController {
  private readonly cookie: BrowserCookie;

  constructor(
    private readonly signIns: ProviderSignInService,
    private readonly identities: IdentityService,
    config: Config,
  ) {
    this.cookie = new BrowserCookie(config);
  }

  /** Shows whom an account is about to be given to; the mail or the program that led here gives nothing yet. */
  @Get('link')
  async showLink(@Query('ticket') text: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    const [ticket, language] = [textOf(text), languageOfReader(asked)];
    await answered(asked, reply, async () => {
      const { personId, provider, browser } = await this.signIns.readLink(ticket, this.cookie.read(asked.cookie));
      const { name, email } = await this.identities.identityOf(personId);
      reply.header('set-cookie', this.cookie.write(browser));
      const names = { provider: provider.name, person: `${name} (${email})` };
      await sendPage(reply, 200, linkPage(language, names, ticket));
    });
  }

  /** Another site's form brings no cookie, so only the page above leads on. */
  @Post('link')
  @HttpCode(200)
  async beginLink(@Body() body: unknown, @Headers() asked: Asked, @Res() reply: FastifyReply): Promise<void> {
    await answered(asked, reply, async () => {
      const ticket = textOf(fieldOf(body, 'ticket'));
      const { url, browser } = await this.signIns.beginLink(ticket, this.cookie.read(asked.cookie));
      reply.header('set-cookie', this.cookie.write(browser));
      await sendPage(reply, 200, onwardsPage(languageOfReader(asked), url));
    });
  }

  @Get(':id')
  async begin(
    @Param('id') id: ProviderId,
    @Query('refresh') refresh: unknown,
    @Headers() asked: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answered(asked, reply, async () => {
      const cookie = this.cookie.read(asked.cookie);
      const { url, browser } = await this.signIns.begin(id, cookie, { wantsRefresh: isYes(refresh) });
      await reply.header('set-cookie', this.cookie.write(browser)).redirect(url, 303);
    });
  }

  @Get(':id/callback')
  async finish(
    @Param('id') id: ProviderId,
    @Req() { url }: FastifyRequest,
    @Headers() asked: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOfReader(asked);
    await answered(asked, reply, async () => {
      const query = new URL(url, 'http://our.own').searchParams;
      const outcome = await this.signIns.finish(id, query, this.cookie.read(asked.cookie));
      if (wantsJson(asked)) await reply.send(outcome === 'linked' ? { linked: true } : outcome);
      else await sendPage(reply, 200, outcome === 'linked' ? linkedPage(language) : signedInPage(language, outcome));
    });
  }

  /** Where a provider says whose sessions are over. @see OpenID Connect Back-Channel Logout 1.0, section 2.5 */
  @Post(':id/logout')
  @HttpCode(200)
  async logOut(@Param('id') id: ProviderId, @Body() body: unknown): Promise<void> {
    await this.signIns.logOut(id, textOf(fieldOf(body, 'logout_token')));
  }
}

/** A person who is refused gets a page that says why, in their language; a program gets the error. */
async function answered(asked: Asked, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (wantsJson(asked) || !(error instanceof CommonsError)) throw error;
    await sendPage(reply, answerTo(error).status, refusedPage(languageOfReader(asked), error));
  }
}
