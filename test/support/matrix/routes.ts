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
  'GET /catalogue': () => '/catalogue',
  'GET /catalogue.html': () => '/catalogue.html',
  'GET /catalogue.jsonld': () => '/catalogue.jsonld',
  'GET /catalogue.rdf': () => '/catalogue.rdf',
  'GET /catalogue.ttl': () => '/catalogue.ttl',
  'GET /catalogue/datasets/:id|:name': ({ dataset }) => `/catalogue/datasets/${dataset}`,
  'GET /catalogue/datasets/:id|:name/schema.json': ({ dataset }) => `/catalogue/datasets/${dataset}/schema.json`,
  'GET /catalogue/federations/:name': ({ federation }) => `/catalogue/federations/${federation}`,
  'GET /catalogue/feed': () => '/catalogue/feed',
  'GET /catalogue/feed.jsonld': () => '/catalogue/feed.jsonld',
  'GET /catalogue/feed.rdf': () => '/catalogue/feed.rdf',
  'GET /catalogue/feed.ttl': () => '/catalogue/feed.ttl',
  'GET /catalogue/organisations/:name': ({ organisation }) => `/catalogue/organisations/${organisation}`,
  'GET /catalogue/series/:name': ({ series }) => `/catalogue/series/${series}`,
  'GET /code-lists/:id/:file': ({ codeList }) => `/code-lists/${codeList}/1.csv`,
  'GET /contributions/:id/findings.csv': ({ spoiled }) => `/contributions/${spoiled}/findings.csv`,
  'GET /contributions/:id/progress': ({ contribution }) => `/contributions/${contribution}/progress`,
  'GET /datasets/:id': ({ dataset }) => `/datasets/${dataset}`,
  'GET /datasets/:id/accountability': ({ dataset }) => `/datasets/${dataset}/accountability`,
  'GET /datasets/:id/dictionary.csv': ({ dataset }) => `/datasets/${dataset}/dictionary.csv`,
  'GET /datasets/:id/dictionary.html': ({ dataset }) => `/datasets/${dataset}/dictionary.html`,
  'GET /datasets/:id/versions/:number': ({ dataset }) => `/datasets/${dataset}/versions/1`,
  'GET /datasets/:id/records.csv': ({ dataset, organisation }) =>
    `/datasets/${dataset}/records.csv?purpose=ORGANISATION_GOVERNANCE&organisation=${organisation}`,
  'GET /dev/mailbox': () => '/dev/mailbox',
  'GET /documents/:id': ({ document }) => `/documents/${document}`,
  'GET /explorer/initial_options.js': () => '/explorer/initial_options.js',
  'GET /extracts/:id/check.csv': ({ checking }) => `/extracts/${checking}/check.csv`,
  'GET /federations/:id': ({ federation }) => `/federations/${federation}`,
  'GET /grants/:id/agreement.jsonld': ({ grant }) => `/grants/${grant}/agreement.jsonld`,
  'GET /grants/:id/offer.jsonld': ({ grant }) => `/grants/${grant}/offer.jsonld`,
  'GET /graphql': () => '/graphql',
  'GET /health': () => '/health',
  'GET /organisations/:id': ({ organisation }) => `/organisations/${organisation}`,
  'GET /policies/:id': ({ policyVersion }) => `/policies/${policyVersion}`,
  'GET /policies/:id.jsonld': ({ policyVersion }) => `/policies/${policyVersion}.jsonld`,
  'GET /ready': () => '/ready',
  'GET /releases/:file': ({ extract }) => `/releases/${extract}.csv`,
  'GET /robots.txt': () => '/robots.txt',
  'GET /schemas/granaio-policy-1.json': () => '/schemas/granaio-policy-1.json',
  'GET /series/:id': ({ series }) => `/series/${series}`,
  'GET /sign-in': () => '/sign-in',
  'GET /sign-in/oidc/:id': ({ provider }) => `/sign-in/oidc/${provider}`,
  'GET /sign-in/oidc/:id/callback': ({ provider }) => `/sign-in/oidc/${provider}/callback`,
  'GET /sign-in/oidc/link': () => '/sign-in/oidc/link',
  'GET /sitemap.xml': () => '/sitemap.xml',
  'GET /sitemaps/:after.xml': () => '/sitemaps/newest.xml',
  'GET /uploads/tus': () => '/uploads/tus',
  'GET /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
  'GET /vote': () => '/vote',
  'HEAD /uploads/tus': () => '/uploads/tus',
  'HEAD /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
  'OPTIONS /graphql': () => '/graphql',
  'OPTIONS /uploads/tus': () => '/uploads/tus',
  'OPTIONS /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
  'PATCH /uploads/tus': () => '/uploads/tus',
  'PATCH /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
  'POST /code-lists/:id/versions': ({ codeList }) => `/code-lists/${codeList}/versions?note=Altri`,
  'POST /graphql': () => '/graphql',
  'POST /sign-in': () => '/sign-in',
  'POST /sign-in/link': () => '/sign-in/link',
  'POST /sign-in/oidc/:id/logout': ({ provider }) => `/sign-in/oidc/${provider}/logout`,
  'POST /sign-in/oidc/link': () => '/sign-in/oidc/link',
  'POST /sign-in/refresh': () => '/sign-in/refresh',
  'POST /uploads/tus': () => '/uploads/tus',
  'POST /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
  'POST /vote': () => '/vote',
  'PUT /uploads/:id': ({ announced }) => `/uploads/${announced}`,
  'PUT /uploads/:id/:file': ({ announced }) => `/uploads/${announced}/1`,
  'PUT /uploads/assemblies/:id': ({ assembly }) => `/uploads/assemblies/${assembly}?title=Preventivo`,
  'PUT /uploads/tus': () => '/uploads/tus',
  'PUT /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
  // The last, because then it is gone.
  'DELETE /uploads/tus': () => '/uploads/tus',
  'DELETE /uploads/tus/:id': ({ arrival }) => `/uploads/tus/${arrival}`,
};

/** What one pattern hands out by how an address ends. */
export const FILES: Readonly<Record<string, (ids: Ids) => string>> = {
  'GET /releases/:id.json': ({ extract }) => `/releases/${extract}.json`,
  'GET /releases/:id.parquet': ({ extract }) => `/releases/${extract}.parquet`,
  'GET /releases/:id.report.html': ({ extract }) => `/releases/${extract}.report.html`,
  'GET /releases/:id.report.json': ({ extract }) => `/releases/${extract}.report.json`,
  'GET /releases/:id.sdmx.csv': ({ extract }) => `/releases/${extract}.sdmx.csv`,
  'GET /releases/:id.xlsx': ({ extract }) => `/releases/${extract}.xlsx`,
  'GET /releases/:checking.csv': ({ checking }) => `/releases/${checking}.csv`,
  'GET /releases/:checking.report.json': ({ checking }) => `/releases/${checking}.report.json`,
  'GET /releases/:rows.csv': ({ rows }) => `/releases/${rows}.csv`,
  'GET /releases/:rows.report.json': ({ rows }) => `/releases/${rows}.report.json`,
  'GET /releases/:rows.xlsx': ({ rows }) => `/releases/${rows}.xlsx`,
};

/** Whatever else the library that speaks tus is asked in, it knows none of it. */
const FOREIGN = new Set([
  ...['COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND', 'PROPPATCH', 'QUERY', 'SEARCH', 'TRACE', 'UNLOCK'],
]);

/** Method and pattern of every route there is, as they are written above. */
export function routesOf(app: NestFastifyApplication): string[] {
  const parents: string[] = [];
  const lines = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n');
  return lines.flatMap((line) => {
    const read = /^([\s│]*[├└]── )(\S+) \(([^)]+)\)$/.exec(line);
    if (!read) return [];
    const [indent = '', part = '', methods = ''] = read.slice(1);
    const depth = indent.length / 4;
    parents.length = depth - 1;
    const parent = parents.at(-1) ?? '';
    const pattern = part.startsWith('.') ? parent + part : `${parent}/${part}`.replaceAll(/\/+/g, '/');
    parents.push(pattern === '/' ? '' : pattern);
    const known = methods.split(', ').filter((method) => !FOREIGN.has(method));
    return known.map((method) => `${method} ${pattern}`);
  });
}

type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS';
const PAYLOADS: Readonly<Partial<Record<Method, string>>> = { PUT: 'a,b', POST: '{}', PATCH: 'a,b' };

export async function visit(
  app: NestFastifyApplication,
  { token }: Member,
  line: string,
  url: string,
): Promise<string> {
  const method = line.split(' ')[0] as Method;
  const payload = PAYLOADS[method];
  const { statusCode } = await app.inject({
    ...{ method, url, ...(payload && { payload }) },
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headersFor(method, url) },
  });
  return String(statusCode);
}

const VERSION = { 'tus-resumable': '1.0.0' };
const TUS: Readonly<Partial<Record<Method, object>>> = {
  POST: { ...VERSION, 'upload-length': '20' },
  PATCH: { ...VERSION, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
};

function headersFor(method: Method, url: string): object {
  if (url.startsWith('/uploads/tus')) return TUS[method] ?? VERSION;
  if (method !== 'POST') return {};
  return { 'content-type': url.startsWith('/code-lists/') ? 'text/csv' : 'application/json' };
}
