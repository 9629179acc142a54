// A real OpenID provider for development and tests, on loopback: `node test/support/oidc-provider.mjs [port]`.
// Its client is `granaio` with the secret below; everybody of PEOPLE signs in with their name and any password.
import Provider from 'oidc-provider';
import { createServer } from 'node:http';

export const CLIENT = { id: 'granaio', secret: 'known-to-this-provider-and-to-us' };

const PEOPLE = {
  stella: { name: 'Stella Referente', email: 'stella@coop.example', email_verified: true, groups: ['staff', 'data'] },
  rina: { name: 'Rina Ricercatrice', email: 'rina@coop.example', email_verified: true, groups: ['research'] },
  aldo: { name: 'Aldo Revisore', email: 'aldo@coop.example', email_verified: true, groups: ['audit'] },
  vera: { name: 'Vera Nonverificata', email: 'vera@coop.example', email_verified: false, groups: ['staff'] },
  nino: { name: 'Nino Nessuno', email: 'nino@coop.example', email_verified: true, groups: [] },
};
/** Where our callbacks are, whatever the provider is called here. */
const CALLBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/sign-in\/oidc\/[0-9a-f-]{36}\/callback$/;

const settings = {
  clients: [
    {
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      redirect_uris: ['http://127.0.0.1/sign-in/oidc/callback'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale', 'groups'] },
  findAccount: (_, id) => {
    // What a test told us wins, so that groups may change between two sign-ins.
    const said = { ...PEOPLE[id], ...told[id] };
    return { accountId: id, claims: () => ({ sub: id, ...said }) };
  },
  pkce: { required: () => true },
  cookies: { keys: ['only for development'] },
  ttl: { Session: 3600, Interaction: 3600, Grant: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
};
const told = {};

const server = createServer();
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, settings);
  provider.Client.prototype.redirectUriAllowed = (uri) => CALLBACK.test(uri);
  server.on('request', provider.callback());
  if (process.send) process.send({ issuer });
  else console.log(`Issuer ${issuer}, client ${CLIENT.id}, secret "${CLIENT.secret}"`);
});

process.on('message', ({ who, claims }) => {
  told[who] = claims;
  process.send({ told: who });
});
process.on('disconnect', () => process.exit(0));
