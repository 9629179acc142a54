import { CommonsError } from '#kernel';
import { Config, readMailbox } from '#platform';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { EXPLORER_POLICY, explorerAssets, explorerOptions, explorerPage } from './explorer';
import { mailboxPage } from './mailbox-page';

/** Pages for those who develop, served only where the configuration says so. */
@Controller()
export class DevPagesController {
  private readonly assets = explorerAssets();

  constructor(private readonly config: Config) {}

  @Get('dev/mailbox')
  async mailbox(@Res() reply: FastifyReply): Promise<void> {
    const mails = await readMailbox(join(this.config.dataDirectory, 'mail'));
    await reply.type('text/html; charset=utf-8').send(mailboxPage(mails));
  }

  @Get()
  async explorer(@Res() reply: FastifyReply): Promise<void> {
    await ofExplorer(reply).type('text/html; charset=utf-8').send(explorerPage());
  }

  @Get('explorer/initial_options.js')
  async options(@Res() reply: FastifyReply): Promise<void> {
    await ofExplorer(reply).type('text/javascript; charset=utf-8').send(explorerOptions());
  }

  @Get('explorer/*')
  async asset(@Param('*') address: string, @Res() reply: FastifyReply): Promise<void> {
    const asset = this.assets.get(address);
    if (!asset) throw new CommonsError('missing', 'HTTP.NO_ROUTE', 'There is nothing at this address.');
    await ofExplorer(reply).type(asset.type).send(createReadStream(asset.path));
  }
}

const ofExplorer = (reply: FastifyReply): FastifyReply =>
  reply.headers({ 'content-security-policy': EXPLORER_POLICY, 'x-frame-options': 'SAMEORIGIN' });
