import { Injectable } from '@nestjs/common';
import { missing, type FederationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Statute } from '../domain/statute';
import { ruleOf, type RuleColumns } from './rule-columns';

type Row = RuleColumns & { federation_id: FederationId; min_minutes: number; max_minutes: number };

@Injectable()
export class StatuteStore {
  /** @throws STATUTE.MISSING */
  async find(on: Queryable, federationId: FederationId): Promise<Statute> {
    const [row] = await on.query<Row>('select * from governance.statute where federation_id = $1', [federationId]);
    if (!row) throw missing('statute', federationId);
    return { federationId, rule: ruleOf(row), minMinutes: row.min_minutes, maxMinutes: row.max_minutes };
  }

  async insert(tx: Transaction, { federationId, rule, minMinutes, maxMinutes }: Statute): Promise<void> {
    const { quorum, majority } = rule;
    await tx.query('insert into governance.statute values ($1, $2, $3, $4, $5, $6, $7)', [
      federationId,
      quorum.part,
      quorum.of,
      majority.part,
      majority.of,
      minMinutes,
      maxMinutes,
    ]);
  }
}
