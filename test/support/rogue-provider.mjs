// A provider as an attacker would run one: it speaks the protocol, and lies wherever a test tells it to.
import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { createServer } from 'node:http';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY_ID = 'the only one';

/** What the next answers lie about; see `Lies` in oidc-processes.ts. */
let lies = {};
let nonce = '';
/** The paths that were asked for since the last lies. */
let asked = [];
let issuer = '';

const seconds = () => Math.floor(Date.now() / 1000);
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

const answers = {
  '/.well-known/openid-configuration': () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    ...(lies.hasUserinfo && { userinfo_endpoint: `${issuer}/userinfo` }),
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
    ...lies.metadata,
  }),
  '/jwks': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' }] }),
  '/token': () => ({ access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: jwt(claims()) }),
  '/userinfo': () => ({ sub: 'mallory', ...lies.userinfo }),
};

const claims = () => ({
  ...{ iss: issuer, sub: 'mallory', aud: 'granaio', nonce, iat: seconds(), exp: seconds() + 60 },
  ...{ name: 'Mallory', email: 'mallory@rogue.example', email_verified: true, groups: ['staff'] },
  ...lies.claims,
});

/** Lacking a claim is a lie too: null stands for absent. */
const said = (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));

/** Signed by hand, because no library would sign these. */
function jwt(all) {
  const key = lies.key ?? 'own';
  const alg = { none: 'none', clientSecret: 'HS256' }[key] ?? 'RS256';
  const text = `${encode({ alg, ...(alg === 'RS256' && { kid: KEY_ID }), ...lies.header })}.${encode(said(all))}`;
  return `${text}.${signature(key, text)}`;
}

function signature(key, text) {
  if (key === 'none') return '';
  if (key === 'clientSecret') return createHmac('sha256', lies.clientSecret).update(text).digest('base64url');
  const { privateKey } = key === 'own' ? own : other;
  return signWith('sha256', Buffer.from(text), privateKey).toString('base64url');
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  asked.push(pathname);
  if (pathname === '/authorize') {
    nonce = searchParams.get('nonce');
    const back = new URL(searchParams.get('redirect_uri'));
    const answer = { code: 'a code of mine', state: searchParams.get('state'), iss: issuer };
    for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
    return response.writeHead(303, { location: back.href }).end();
  }
  if (lies.redirects?.includes(pathname)) return response.writeHead(302, { location: lies.target }).end();
  const answer = answers[pathname];
  if (!answer) return response.writeHead(404).end();
  const body = JSON.stringify({ ...answer(), ...(lies.isHuge && { padding: 'x'.repeat(1_000_000) }) });
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
});
server.listen(0, '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  process.send({ issuer });
});

process.on('message', ({ lies: told, logout }) => {
  if (told) [lies, asked] = [told, []];
  const logoutToken = logout && jwt({ iss: issuer, aud: 'granaio', ...logout });
  process.send({ logoutToken, asked: asked.join(' ') });
});
process.on('disconnect', () => process.exit(0));
