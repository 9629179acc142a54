import { newId } from '#kernel';
import type { Question } from './id-question';
import type { Member } from './member';
import type { World } from './world';

/** Ids of how somebody signs in: with an account at a provider of their organisation. */
export type IdentityRecords = Record<'provider' | 'account' | 'session', string>;

/** Written straight into the tables, because no provider runs here. */
export async function identityRecords(world: World, organisation: string, { id }: Member): Promise<IdentityRecords> {
  const [provider, account, session] = [newId<never>(), newId<never>(), newId<never>()] as string[];
  const query = (sql: string, params: unknown[]) => world.database.query(sql, params);
  await query(
    `insert into identity.provider (id, organisation_id, name, issuer, client_id, scopes, rules, is_enabled, created_at)
     values ($1, $2, 'Conto', 'https://accounts.example', 'granaio', '{openid}',
       '[{"claim": "groups", "value": "cura", "role": "steward"}]', true, now())`,
    [provider, organisation],
  );
  await query(
    `insert into identity.account (id, issuer, subject, person_id, linked_at, last_used_at)
     values ($1, 'https://accounts.example', 'ada', $2, now(), now())`,
    [account, id],
  );
  await query(
    `insert into identity.session (id, token_hash, person_id, created_at, expires_at, provider_id, account_id)
     values ($1, 'of no token', $2, now(), now() + interval '1 day', $3, $4)`,
    [session, id, provider, account],
  );
  return { provider: provider ?? '', account: account ?? '', session: session ?? '' };
}

/** One line for every place that takes an id of these. */
export const aboutIdentities = (ids: IdentityRecords & { organisation: string }): Record<string, Question> => ({
  'Mutation.registerIdentityProvider(input.organisationId)': {
    existing: ids.organisation,
    query: 'mutation ($input: RegisterIdentityProviderInput!) { registerIdentityProvider(input: $input) { id } }',
    variables: (organisationId) => ({
      input: { organisationId, name: 'Conto', issuer: 'https://accounts.example', clientId: 'x', rules: [] },
    }),
  },
  'Mutation.changeIdentityProvider(input.id)': {
    existing: ids.provider,
    query: 'mutation ($input: ChangeIdentityProviderInput!) { changeIdentityProvider(input: $input) { id } }',
    variables: (id) => ({ input: { id, name: 'Mio' } }),
  },
  ...Object.fromEntries(
    (
      [
        ['disableIdentityProvider', 'id', ids.provider],
        ['enableIdentityProvider', 'id', ids.provider],
        ['revokeSession', 'id', ids.session],
        ['unlinkIdentity', 'id', ids.account],
      ] as const
    ).map(([field, name, existing]) => [
      `Mutation.${field}(${name})`,
      { existing, query: `mutation ($id: ID!) { ${field}(${name}: $id) { id } }`, variables: (id: string) => ({ id }) },
    ]),
  ),
  'Mutation.linkIdentity(providerId)': {
    existing: ids.provider,
    query: 'mutation ($id: ID!) { linkIdentity(providerId: $id) }',
    variables: (id) => ({ id }),
  },
});
