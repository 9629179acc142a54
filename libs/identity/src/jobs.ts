import { isId, type Id } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';
import type { AccountId } from './domain/account';
import type { SignInLinkId } from './domain/identity';
import type { ProviderId } from './domain/provider';

const id = <T extends Id<string>>() => z.custom<T>((value) => typeof value === 'string' && isId(value), 'not an id');

/** Makes the secret of a requested link and mails it; until then no secret exists. */
export const SEND_SIGN_IN_LINK = defineJob('identity.send-sign-in-link', z.object({ linkId: id<SignInLinkId>() }));

/** Looks whether an account's provider has confirmed its roles since, and ends them if it has not. */
export const LAPSE_PROVIDED_ROLES = defineJob(
  'identity.lapse-provided-roles',
  z.object({ accountId: id<AccountId>(), providerId: id<ProviderId>() }),
);
