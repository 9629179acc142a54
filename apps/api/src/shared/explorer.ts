import { getDistDirectory, renderAltair, renderInitSnippet } from 'altair-static';
import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const BASE = '/explorer/';
const OPTIONS_SCRIPT = 'initial_options.js';

const FIRST_QUERY = `# Sign in: ask for a link at /sign-in, open it from /dev/mailbox, press its button, and copy the token.
# Then open Environments (top right), put it in as "token", and every request carries it.
query WhoAmI {
  me {
    name
    memberships { role organisation { name } }
  }
}
`;

const OPTIONS = {
  baseURL: BASE,
  endpointURL: '/graphql',
  initialQuery: FIRST_QUERY,
  initialHeaders: { Authorization: 'Bearer {{token}}' },
  initialEnvironments: { base: { title: 'Environment', variables: { token: '' } } },
  initialSettings: { addQueryDepthLimit: 2, disablePushNotification: true },
  serveInitialOptionsInSeperateRequest: OPTIONS_SCRIPT,
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The explorer is a program of its own that builds styles and workers at run time, but speaks to nobody but us. */
export const EXPLORER_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'self'",
].join('; ');

export const explorerPage = (): string => renderAltair(OPTIONS);
export const explorerOptions = (): string => renderInitSnippet(OPTIONS);

export type Asset = { readonly path: string; readonly type: string };

/** Every file that may be asked for, by its address below `/explorer/`: nothing outside of the list can be reached. */
export function explorerAssets(): ReadonlyMap<string, Asset> {
  const root = getDistDirectory();
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ name, parentPath }) => {
      const path = join(parentPath, name);
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      return [relative(root, path).split(sep).join('/'), { path, type }];
    }),
  );
}
