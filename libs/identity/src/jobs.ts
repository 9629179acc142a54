import { isId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';
import type { SignInLinkId } from './domain/identity';

const linkId = z.custom<SignInLinkId>((value) => typeof value === 'string' && isId(value), 'not an id');

/** Makes the secret of a requested link and mails it; until then no secret exists. */
export const SEND_SIGN_IN_LINK = defineJob('identity.send-sign-in-link', z.object({ linkId }));
