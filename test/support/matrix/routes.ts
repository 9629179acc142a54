import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Member } from '../member';
import type { Ids } from '../two-federations';

/** Every route beside GraphQL, by method and pattern, with the address that everybody visits. */
export const ROUTES: Readonly<Record<string, (ids: Ids) => string>> = {
  'GET /': () => '/',
  'GET /*': () => '/explorer/none.js',
  'GET /assemblies/:id/minutes.html': ({ ended }) => `/assemblies/${ended}/minutes.html`,
  'GET /assemblies/:id/minutes.pdf': ({ ended }) => `/assemblies/${ended}/minutes.pdf`,
  'GET /ballots/:id/export': ({ counted }) => `/ballots/${counted}/export`,
  'GET /datasets/:id/accountability': ({ dataset }) => `/datasets/${dataset}/accountability`,
  'GET /datasets/:id/records.csv': ({ dataset, organisation }) =>
    `/datasets/${dataset}/records.csv?purpose=ORGANISATION_GOVERNANCE&organisation=${organisation}`,
  'GET /dev/mailbox': () => '/dev/mailbox',
  'GET /documents/:id': ({ document }) => `/documents/${document}`,
  'GET /explorer/initial_options.js': () => '/explorer/initial_options.js',
  'GET /grants/:id/agreement.jsonld': ({ grant }) => `/grants/${grant}/agreement.jsonld`,
  'GET /grants/:id/offer.jsonld': ({ grant }) => `/grants/${grant}/offer.jsonld`,
  'GET /graphql': () => '/graphql',
  'GET /health': () => '/health',
  'GET /policies/:id.jsonld': ({ policyVersion }) => `/policies/${policyVersion}.jsonld`,
  'GET /ready': () => '/ready',
  'GET /releases/:file': ({ extract }) => `/releases/${extract}.csv`,
  'GET /schemas/granaio-policy-1.json': () => '/schemas/granaio-policy-1.json',
  'GET /sign-in': () => '/sign-in',
  'GET /sign-in/oidc/:id': ({ provider }) => `/sign-in/oidc/${provider}`,
  'GET /sign-in/oidc/:id/callback': ({ provider }) => `/sign-in/oidc/${provider}/callback`,
  'GET /sign-in/oidc/link': () => '/sign-in/oidc/link',
  'GET /vote': () => '/vote',
  'OPTIONS /graphql': () => '/graphql',
  'POST /graphql': () => '/graphql',
  'POST /sign-in': () => '/sign-in',
  'POST /sign-in/link': () => '/sign-in/link',
  'POST /sign-in/oidc/:id/logout': ({ provider }) => `/sign-in/oidc/${provider}/logout`,
  'POST /sign-in/oidc/link': () => '/sign-in/oidc/link',
  'POST /sign-in/refresh': () => '/sign-in/refresh',
  'POST /vote': () => '/vote',
  'PUT /uploads/:id': ({ announced }) => `/uploads/${announced}`,
  'PUT /uploads/assemblies/:id': ({ assembly }) => `/uploads/assemblies/${assembly}?title=Preventivo`,
};

/** Method and pattern of every route there is, as they are written above. */
export function routesOf(app: NestFastifyApplication): string[] {
  const parents: string[] = [];
  const lines = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n');
  return lines.flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([\s│]*[├└]── )(\S+) \(([^)]+)\)$/.exec(line) ?? [];
    if (!part) return [];
    const depth = indent.length / 4;
    parents.length = depth - 1;
    const pattern = `${parents.at(-1) ?? ''}/${part}`.replaceAll(/\/+/g, '/');
    parents.push(pattern === '/' ? '' : pattern);
    return methods.split(', ').map((method) => `${method} ${pattern}`);
  });
}

export async function visit(
  app: NestFastifyApplication,
  { token }: Member,
  line: string,
  url: string,
): Promise<string> {
  const method = line.split(' ')[0] as 'GET' | 'PUT' | 'POST' | 'OPTIONS';
  const payload = { GET: undefined, OPTIONS: undefined, PUT: 'a,b', POST: '{}' }[method];
  const { statusCode } = await app.inject({
    ...{ method, url, payload },
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
  });
  return String(statusCode);
}
