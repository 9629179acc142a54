import { isId, missing, type BodyId, type FederationId, type OrganisationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Body, BodyKind } from '../domain/body/body';

type Row = {
  id: BodyId;
  kind: BodyKind;
  federation_id: FederationId;
  organisation_id: OrganisationId | null;
  parent_id: BodyId | null;
  name: string | null;
  founded_at: Date;
};

export class BodyStore {
  /** @throws BODY.MISSING */
  async find(on: Queryable, id: BodyId): Promise<Body> {
    const [row] = isId(id) ? await on.query<Row>('select * from governance.body where id = $1', [id]) : [];
    if (!row) throw missing('body', id);
    return toBody(row);
  }

  async findAll(on: Queryable, ids: readonly BodyId[]): Promise<Body[]> {
    return (await on.query<Row>('select * from governance.body where id = any($1)', [ids])).map(toBody);
  }

  /** @throws FEDERATION.MISSING if no such federation was founded here */
  async ofFederation(on: Queryable, id: FederationId): Promise<Body> {
    const select = `select * from governance.body where kind = 'federation' and federation_id = $1`;
    const [row] = isId(id) ? await on.query<Row>(select, [id]) : [];
    if (!row) throw missing('federation', id);
    return toBody(row);
  }

  /** The body that decides on what a federation, or one of its organisations, has in force. @throws BODY.MISSING */
  async ofOwner(
    on: Queryable,
    { federationId, organisationId }: Pick<Body, 'federationId' | 'organisationId'>,
  ): Promise<Body> {
    const [row] = await on.query<Row>(
      `select * from governance.body where federation_id = $1 and organisation_id is not distinct from $2
         and kind in ('federation', 'organisation')`,
      [federationId, organisationId],
    );
    if (!row) throw missing('body', organisationId ?? federationId);
    return toBody(row);
  }

  /** The bodies of some federations that some organisations may know of, oldest first. */
  async visible(
    on: Queryable,
    to: { readonly federations: readonly FederationId[]; readonly organisations: readonly OrganisationId[] },
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<Body[]> {
    const rows = await on.query<Row>(
      `select * from governance.body
       where federation_id = any($1) and (organisation_id is null or organisation_id = any($2))
         and ($3::uuid is null or id > $3) order by id limit $4`,
      [to.federations, to.organisations, after, limit],
    );
    return rows.map(toBody);
  }

  async sections(on: Queryable, parentId: BodyId): Promise<Body[]> {
    const rows = await on.query<Row>(
      `select * from governance.body where parent_id = $1 and kind = 'section' order by id`,
      [parentId],
    );
    return rows.map(toBody);
  }

  async exist(on: Queryable): Promise<boolean> {
    return (await on.query('select 1 from governance.body limit 1')).length > 0;
  }

  /** @returns false if the federation or organisation has its body already */
  async insert(tx: Transaction, body: Body): Promise<boolean> {
    const rows = await tx.query(
      `insert into governance.body (id, kind, federation_id, organisation_id, parent_id, name, founded_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
      [body.id, body.kind, body.federationId, body.organisationId, body.parentId, body.name, body.foundedAt],
    );
    return rows.length === 1;
  }
}

const toBody = (row: Row): Body => ({
  id: row.id,
  kind: row.kind,
  federationId: row.federation_id,
  organisationId: row.organisation_id,
  parentId: row.parent_id,
  name: row.name,
  foundedAt: row.founded_at,
});
