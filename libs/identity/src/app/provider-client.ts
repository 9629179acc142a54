import { CommonsError } from '#kernel';
import { Config } from '#platform';
import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, customFetch as jwksFetch, errors, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { mergedClaims, type Claims } from '../domain/claims';
import { checkedLogout, type Logout } from '../domain/logout';
import { checkedIssuer, isTrustedAddress, type IdentityProvider, type ProviderId } from '../domain/provider';
import {
  issuerInvalid,
  logoutInvalid,
  notProven,
  providerUnavailable,
  signInDeclined,
} from '../domain/provider-errors';
import { guardedFetch } from './guarded-fetch';
import { SecretBox } from './secret-box';

const TIMEOUT_SECONDS = 10;
/** Signatures that only the provider can make. Neither `none` nor one under a secret that we know too. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** What one sign-in was begun with; each is random and works once. */
export type Proofs = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Speaks OpenID Connect with providers. Nothing that they describe themselves with is remembered. */
@Injectable()
export class ProviderClient {
  private readonly allowsLoopback: boolean;
  private readonly fetch: ReturnType<typeof guardedFetch>;

  constructor(
    private readonly config: Config,
    private readonly box: SecretBox,
  ) {
    this.allowsLoopback = config.mode !== 'production';
    this.fetch = guardedFetch((url) => isTrustedAddress(url, this.allowsLoopback));
  }

  /** Each provider's people come back to an address of its own, so that none can send in what another answered. */
  redirectUri(id: ProviderId): string {
    return `${this.config.http.publicUrl}/sign-in/oidc/${id}/callback`;
  }

  /** The issuer as it writes itself, once it answered. @throws PROVIDER.ISSUER_INVALID, PROVIDER.UNAVAILABLE */
  async discover(text: string): Promise<string> {
    const issuer = checkedIssuer(text, this.allowsLoopback);
    const found = (await this.configuration(issuer, 'unknown', oidc.None())).serverMetadata().issuer;
    if (new URL(found).href !== new URL(issuer).href) throw issuerInvalid();
    return found;
  }

  /** Where a browser goes to sign in. @throws PROVIDER.UNAVAILABLE */
  async authorizationUrl(provider: IdentityProvider, { state, nonce, verifier }: Proofs): Promise<string> {
    const url = oidc.buildAuthorizationUrl(await this.configurationOf(provider), {
      redirect_uri: this.redirectUri(provider.id),
      scope: provider.scopes.join(' '),
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * Trades what came back for what the provider says of somebody: issuer, state, code, PKCE, and the ID token's
   * signature, audience, nonce and time are checked on the way.
   *
   * @param query what the browser brought back
   * @throws SIGN_IN.DECLINED, SIGN_IN.NOT_PROVEN, PROVIDER.UNAVAILABLE
   * @see RFC 9700; RFC 9207; OpenID Connect Core 1.0, section 3.1.3.7
   */
  async claims(provider: IdentityProvider, query: URLSearchParams, proofs: Proofs): Promise<Claims> {
    const at = await this.configurationOf(provider);
    const back = new URL(`${this.redirectUri(provider.id)}?${query.toString()}`);
    return asProof(async () => {
      const tokens = await oidc.authorizationCodeGrant(at, back, {
        expectedState: proofs.state,
        expectedNonce: proofs.nonce,
        pkceCodeVerifier: proofs.verifier,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (idToken?.iss !== provider.issuer) throw notProven('issuer');
      if (!at.serverMetadata().userinfo_endpoint) return mergedClaims(idToken, {});
      return mergedClaims(idToken, await oidc.fetchUserInfo(at, tokens.access_token, idToken.sub));
    });
  }

  /** Where a browser goes to end the session at the provider too; null: it offers nothing of the kind. @throws PROVIDER.UNAVAILABLE */
  async logoutUrl(provider: IdentityProvider): Promise<string | null> {
    const at = await this.configurationOf(provider);
    return at.serverMetadata().end_session_endpoint ? oidc.buildEndSessionUrl(at, {}).href : null;
  }

  /** Whose sessions a provider says are over. @throws LOGOUT.TOKEN_INVALID, PROVIDER.UNAVAILABLE */
  async logout(provider: IdentityProvider, token: string): Promise<Logout> {
    const { jwks_uri: keys } = (await this.configurationOf(provider)).serverMetadata();
    if (!keys) throw providerUnavailable();
    try {
      const set = createRemoteJWKSet(new URL(keys), {
        timeoutDuration: TIMEOUT_SECONDS * 1000,
        [jwksFetch]: this.fetch,
      });
      const { payload } = await jwtVerify(token, set, {
        issuer: provider.issuer,
        audience: provider.clientId,
        algorithms: ALGORITHMS,
        requiredClaims: ['iat', 'jti', 'events'],
        clockTolerance: 30,
        maxTokenAge: '5 minutes',
      });
      return checkedLogout(payload);
    } catch (error) {
      throw error instanceof errors.JOSEError ? logoutInvalid() : error;
    }
  }

  private configurationOf(provider: IdentityProvider): Promise<oidc.Configuration> {
    const secret = provider.sealedSecret === null ? null : this.box.open(provider.sealedSecret, provider.id);
    return this.configuration(provider.issuer, provider.clientId, secret === null ? oidc.None() : withSecret(secret));
  }

  private async configuration(issuer: string, clientId: string, auth: oidc.ClientAuth): Promise<oidc.Configuration> {
    const server = new URL(issuer);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: never outside of loopback
    const insecure = this.allowsLoopback && server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    try {
      return await oidc.discovery(server, clientId, undefined, auth, {
        timeout: TIMEOUT_SECONDS,
        [oidc.customFetch]: this.fetch,
        // Without it a signature would not be looked at where TLS was thought to be enough.
        execute: [oidc.enableNonRepudiationChecks, ...insecure],
      });
    } catch {
      throw providerUnavailable();
    }
  }
}

/** In the header, which every provider must understand, unless this one asks for the body. @see RFC 6749, section 2.3.1 */
const withSecret =
  (secret: string): oidc.ClientAuth =>
  (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const inHeader = methods.includes('client_secret_basic');
    (inHeader ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret))(server, ...request);
  };

/** The protocol's own errors, in our words: this is where its library ends. */
async function asProof<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof CommonsError) return error;
  if (error instanceof oidc.AuthorizationResponseError) return signInDeclined();
  if (error instanceof oidc.ResponseBodyError) return notProven(wordOf(error.error));
  if (!(error instanceof Error)) return error;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code !== 'OAUTH_TIMEOUT' ? notProven(wordOf(code)) : providerUnavailable();
}

/** A word of the protocol, and nothing else that a provider may write. */
const wordOf = (text: string): string => (/^\w{1,60}$/.test(text) ? text : 'unknown');
