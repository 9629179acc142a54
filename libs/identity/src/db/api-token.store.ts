import type { PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { ApiToken, ApiTokenId } from '../domain/api-token';

const COLUMNS = 'id, name, scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"';

@Injectable()
export class ApiTokenStore {
  /** A person's tokens are made one after the other, so that their number is exact. */
  async lockPerson(tx: Queryable, personId: PersonId): Promise<void> {
    await tx.query('select 1 from identity.person where id = $1 for no key update', [personId]);
  }

  /** The tokens that still work, newest first. */
  ofPerson(on: Queryable, personId: PersonId, now: Date): Promise<ApiToken[]> {
    return on.query<ApiToken>(
      `select ${COLUMNS} from identity.api_token
       where person_id = $1 and revoked_at is null and expires_at > $2 order by id desc`,
      [personId, now],
    );
  }

  async add(tx: Queryable, token: ApiToken, tokenHash: string, personId: PersonId): Promise<void> {
    await tx.query(
      `insert into identity.api_token (id, token_hash, person_id, name, scopes, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [token.id, tokenHash, personId, token.name, token.scopes, token.createdAt, token.expiresAt],
    );
  }

  async lock(tx: Queryable, id: ApiTokenId, by: PersonId): Promise<ApiToken | undefined> {
    const [token] = await tx.query<ApiToken>(
      `select ${COLUMNS} from identity.api_token where id = $1 and person_id = $2 for update`,
      [id, by],
    );
    return token;
  }

  async revoke(tx: Queryable, id: ApiTokenId, at: Date): Promise<void> {
    await tx.query('update identity.api_token set revoked_at = $2 where id = $1', [id, at]);
  }
}
