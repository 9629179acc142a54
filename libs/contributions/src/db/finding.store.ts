import { Injectable } from '@nestjs/common';
import type { ContributionId } from '#kernel';
import { Database, type Transaction } from '#platform';
import type { FoundHere, GroupHere } from '../domain/found';

type FindingRow = {
  number: number;
  row_number: string | null;
  column_name: string | null;
  code: string;
  severity: FoundHere['severity'];
  file_number: number | null;
  facts: FoundHere['facts'];
};
type GroupRow = Omit<FindingRow, 'row_number'> & { findings: string; first_row: string | null };

/** What was found in files, without a value of theirs. */
@Injectable()
export class FindingStore {
  constructor(private readonly db: Database) {}

  async insert(
    tx: Transaction,
    id: ContributionId,
    { findings, groups }: { readonly findings: readonly FoundHere[]; readonly groups: readonly GroupHere[] },
  ): Promise<void> {
    await tx.query(
      `insert into contributions.finding (contribution_id, number, row_number, column_name, code, severity, file_number,
         facts)
       select $1, number, (f->>'row')::bigint, f->>'column', f->>'code', f->>'severity', (f->>'file')::smallint, f->'facts'
       from jsonb_array_elements($2::jsonb) with ordinality as t(f, number)`,
      [id, JSON.stringify(findings.map(plain))],
    );
    await tx.query(
      `insert into contributions.finding_group (contribution_id, number, code, column_name, severity, findings, first_row,
         file_number, facts)
       select $1, number, f->>'code', f->>'column', f->>'severity', (f->>'count')::bigint, (f->>'firstRow')::bigint,
         (f->>'file')::smallint, f->'facts'
       from jsonb_array_elements($2::jsonb) with ordinality as t(f, number)`,
      [id, JSON.stringify(groups.map(plain))],
    );
  }

  /** In the order of the rows. @param after how many to leave out */
  async page(id: ContributionId, after: number, limit: number): Promise<FoundHere[]> {
    const rows = await this.db.query<FindingRow>(
      `select number, row_number, column_name, code, severity, file_number, facts from contributions.finding
       where contribution_id = $1 and number > $2 order by number limit $3`,
      [id, after, limit],
    );
    return rows.map(toFound);
  }

  async groups(id: ContributionId): Promise<GroupHere[]> {
    const rows = await this.db.query<GroupRow>(
      'select * from contributions.finding_group where contribution_id = $1 order by number',
      [id],
    );
    return rows.map((row) => ({
      ...{ code: row.code, column: row.column_name, severity: row.severity, file: row.file_number, facts: row.facts },
      ...{ count: Number(row.findings), firstRow: numberOf(row.first_row) },
    }));
  }
}

/** The header of a file may hold what no database keeps. Values have a place of their own. */
const plain = <T extends { readonly column: string | null }>(found: T): T & { value: null } => ({
  ...found,
  value: null,
  column: found.column && found.column.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD'),
});

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

const toFound = (row: FindingRow): FoundHere => ({
  ...{ row: numberOf(row.row_number), column: row.column_name, code: row.code, severity: row.severity },
  ...{ file: row.file_number, facts: row.facts, value: null },
});
