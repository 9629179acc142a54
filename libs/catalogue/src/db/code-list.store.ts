import { Injectable } from '@nestjs/common';
import { isId, missing, type FederationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Code, CodeList, CodeListVersion, ListedCode } from '../domain/code-list/code-list';
import type { ListVersion } from '../domain/code-list/expand-schema';
import type { CodeListId } from '../domain/metadata';

const LIST = `select l.id, l.federation_id as "federationId", l.publisher_id as "publisherId", l.title, l.version
  from catalogue.code_list l`;
const PERIOD = `jsonb_build_object('start', valid_from, 'end', valid_to) as valid`;
const VERSION = `select list_id as "listId", number, levels, codes, ${PERIOD}, note, hash, created_at as "createdAt"
  from catalogue.code_list_version`;
const BATCH = 5_000;

/** Which codes of a version are asked for: those of a level, within one of the coarser ones or not. */
export type CodeFilter = { readonly level?: string | undefined; readonly parent?: string | undefined };
/** With its place in its version, from 0. */
export type PlacedCode = Code & { readonly position: number };

@Injectable()
export class CodeListStore {
  constructor(private readonly db: Database) {}

  /** @throws CODELIST.MISSING */
  async find(on: Queryable, id: CodeListId): Promise<CodeList> {
    const [list] = isId(id) ? await on.query<CodeList>(`${LIST} where l.id = $1`, [id]) : [];
    if (!list) throw missing('code list', id);
    return list;
  }

  /** @throws CODELIST.MISSING */
  async lock(tx: Transaction, id: CodeListId): Promise<CodeList> {
    await tx.query('select 1 from catalogue.code_list where id = $1 for update', [isId(id) ? id : null]);
    return this.find(tx, id);
  }

  /** The product's own and those of a federation, newest first. */
  async page(federationId: FederationId | null, after: string | null, limit: number): Promise<CodeList[]> {
    if (federationId !== null && !isId(federationId)) return [];
    return this.db.query<CodeList>(
      `${LIST} where (l.federation_id is null or l.federation_id = $1) and ($2::uuid is null or l.id < $2)
       order by l.id desc limit $3`,
      [federationId, after, limit],
    );
  }

  /** From the latest to the first. */
  async versions(on: Queryable, id: CodeListId): Promise<CodeListVersion[]> {
    return on.query<CodeListVersion>(`${VERSION} where list_id = $1 order by number desc`, [isId(id) ? id : null]);
  }

  /** @throws CODELIST.MISSING where there is no such version */
  async version(on: Queryable, id: CodeListId, number: number): Promise<CodeListVersion> {
    const of = [isId(id) ? id : null, number];
    const [version] = await on.query<CodeListVersion>(`${VERSION} where list_id = $1 and number = $2`, of);
    if (!version) throw missing('code list', id);
    return version;
  }

  /** In the order in which they were published. @param after the place of the last code that was seen */
  async codes(
    { listId, number }: Pick<CodeListVersion, 'listId' | 'number'>,
    { level, parent }: CodeFilter,
    after: number | null,
    limit: number,
  ): Promise<PlacedCode[]> {
    return this.db.query<PlacedCode>(
      `select level, position, code, parent, labels, ${PERIOD} from catalogue.code
       where list_id = $1 and version = $2 and ($3::text is null or level = $3) and ($4::text is null or parent = $4)
         and position > $5
       order by position limit $6`,
      [listId, number, level ?? null, parent ?? null, after ?? -1, limit],
    );
  }

  /** The codes of some levels of a version, with their parents, in order. */
  async listed({ list, version }: ListVersion, levels: readonly string[]): Promise<Map<string, ListedCode[]>> {
    const rows = await this.db.query<ListedCode & { level: string }>(
      `select level, code, parent from catalogue.code
       where list_id = $1 and version = $2 and level = any($3) order by position`,
      [list, version, levels],
    );
    const byLevel = new Map(levels.map((level) => [level, [] as ListedCode[]]));
    for (const { level, code, parent } of rows) byLevel.get(level)?.push({ code, parent });
    return byLevel;
  }

  async insert(tx: Transaction, { id, federationId, publisherId, title, version }: CodeList): Promise<void> {
    await tx.query('insert into catalogue.code_list values ($1, $2, $3, $4, $5, $6)', [
      ...[id, federationId, publisherId, JSON.stringify(title), version, await tx.now()],
    ]);
  }

  async insertVersion(tx: Transaction, version: CodeListVersion, codes: readonly Code[]): Promise<void> {
    const { listId, number, levels, valid, note, hash, createdAt } = version;
    await tx.query('insert into catalogue.code_list_version values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      ...[listId, number, JSON.stringify(levels), codes.length, valid.start, valid.end, note, hash, createdAt],
    ]);
    await tx.query('update catalogue.code_list set version = $2 where id = $1', [listId, number]);
    for (let from = 0; from < codes.length; from += BATCH) {
      const batch = codes
        .slice(from, from + BATCH)
        .map((code, at) => ({ ...code, ...code.valid, position: from + at }));
      await tx.query(
        `insert into catalogue.code select $1, $2, level, position, code, parent, labels, "start", "end"
         from jsonb_to_recordset($3) as
           c (level text, position integer, code text, parent text, labels jsonb, "start" date, "end" date)`,
        [listId, number, JSON.stringify(batch)],
      );
    }
  }
}
