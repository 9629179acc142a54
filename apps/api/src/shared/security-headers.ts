import type { Config } from '#platform';
import type { FastifyReply } from 'fastify';
import { PAGE_POLICY } from './html';

export const ALWAYS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // A sign-in link's address is a secret.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Headers of every answer; a route that needs others sets them over these. */
export function securityHeaders({ http }: Config): (reply: FastifyReply) => void {
  const headers = http.publicUrl.startsWith('https:')
    ? { ...ALWAYS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : ALWAYS;
  return (reply) => {
    reply.headers(headers);
  };
}
