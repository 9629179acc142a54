import type { Member } from '../member';
import type { Ids } from '../two-federations';
import type { World } from '../world';

/** Every route beside GraphQL, by method and pattern, with the address that everybody visits. */
export const ROUTES: Readonly<Record<string, (ids: Ids) => string>> = {
  'GET /': () => '/',
};

export async function visit({ app }: World, { token }: Member, line: string, url: string): Promise<string> {
  const method = line.split(' ')[0] as 'GET';
  const { statusCode } = await app.inject({
    ...{ method, url, payload: method === 'GET' ? undefined : 'a,b' },
    headers: { ...(token && { authorization: `Bearer ${token}` }) },
  });
  return String(statusCode);
}
