import { Global, Module } from '@nestjs/common';
import { Directory } from './app/directory';
import { Bearers } from './app/bearers';
import { IdentityService } from './app/identity.service';
import { MembersBook } from './app/members-book';
import { SignInLinkSender } from './app/sign-in-link-sender';
import { TokenMint } from './app/token-mint';
import { ApiTokenStore } from './db/api-token.store';
import { BearerStore } from './db/bearer.store';
import { MembersStore } from './db/members.store';
import { SignInStore } from './db/sign-in.store';

@Global()
@Module({
  providers: [
    IdentityService,
    SignInLinkSender,
    MembersBook,
    Directory,
    Bearers,
    TokenMint,
    BearerStore,
    SignInStore,
    ApiTokenStore,
    MembersStore,
  ],
  exports: [IdentityService, SignInLinkSender, MembersBook, Directory, TokenMint],
})
export class IdentityModule {}
