import { Injectable } from '@nestjs/common';
import { isId, missing, type FederationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Statute } from '../domain/statute';
import { ruleOf, type RuleColumns } from './rule-columns';

type Row = RuleColumns & { federation_id: FederationId; min_seconds: number; max_seconds: number };

@Injectable()
export class StatuteStore {
  /** @throws STATUTE.MISSING */
  async find(on: Queryable, federationId: FederationId): Promise<Statute> {
    const select = 'select * from governance.statute where federation_id = $1';
    const [row] = isId(federationId) ? await on.query<Row>(select, [federationId]) : [];
    if (!row) throw missing('statute', federationId);
    return { federationId, rule: ruleOf(row), minSeconds: row.min_seconds, maxSeconds: row.max_seconds };
  }

  async exist(on: Queryable): Promise<boolean> {
    return (await on.query('select 1 from governance.statute limit 1')).length > 0;
  }

  async insert(tx: Transaction, { federationId, rule, minSeconds, maxSeconds }: Statute): Promise<void> {
    const { quorum, majority } = rule;
    await tx.query('insert into governance.statute values ($1, $2, $3, $4, $5, $6, $7)', [
      federationId,
      quorum.part,
      quorum.of,
      majority.part,
      majority.of,
      minSeconds,
      maxSeconds,
    ]);
  }
}
