import { Injectable } from '@nestjs/common';
import type { ApplicationId, ExtractId } from '#kernel';
import { Database, type Transaction } from '#platform';
import type { AccessDecision } from '../domain/access-decision';

const SELECT = `select id, at, occasion, person_id as "personId", federation_id as "federationId",
  dataset_id as "datasetId", action, extract_id as "extractId", application_id as "applicationId", granted, code,
  policy_revision::int as "policyRevision", clauses, until::text, alternative from extracts.decision`;

@Injectable()
export class DecisionStore {
  constructor(private readonly db: Database) {}

  async insert(tx: Transaction, d: AccessDecision): Promise<void> {
    await tx.query(
      `insert into extracts.decision (id, at, occasion, person_id, federation_id, dataset_id, action, extract_id,
         application_id, granted, code, policy_revision, clauses, until, alternative)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[d.id, d.at, d.occasion, d.personId, d.federationId, d.datasetId, d.action, d.extractId],
        ...[d.applicationId, d.granted, d.code, d.policyRevision, JSON.stringify(d.clauses), d.until],
        d.alternative && JSON.stringify(d.alternative),
      ],
    );
  }

  /** In the order they were made. */
  async ofExtract(id: ExtractId): Promise<AccessDecision[]> {
    return this.db.query<AccessDecision>(`${SELECT} where extract_id = $1 order by id`, [id]);
  }

  /** In the order they were made. */
  async ofApplication(id: ApplicationId): Promise<AccessDecision[]> {
    return this.db.query<AccessDecision>(`${SELECT} where application_id = $1 order by id`, [id]);
  }
}
