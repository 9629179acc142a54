import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { Warehouse, type CodedRows, type Field, type TableSchema } from '#warehouse';
import { usedParts } from '../domain/earlier-table';
import { tellsLeftOut } from '../domain/left-records';
import { fieldsOf, isSensitive } from '../domain/microdata-columns';
import { tooManyRows } from '../domain/microdata-errors';
import { anonymousRows } from '../domain/microdata-rows';
import { requirementOf } from '../domain/microdata-terms';
import { DatasetLine } from './dataset-line';
import type { RecordsOrder } from './microdata-beside';
import { StoredTables } from './stored-tables';
import type { MadeTable } from './table/table-maker';

const MOST_ROWS = 2_000_000;

/** Makes rows of one version anonymous, and stores them as files. */
@Injectable()
export class MicrodataMaker {
  constructor(
    private readonly warehouse: Warehouse,
    private readonly stored: StoredTables,
    private readonly line: DatasetLine,
  ) {}

  /** @throws EXTRACT.TOO_MANY_ROWS, MICRODATA.INFEASIBLE, MICRODATA.TOO_MUCH, KEY.MISSING, FILE.MISSING, FILE.DAMAGED */
  async make(schema: TableSchema, version: DatasetVersion, order: RecordsOrder): Promise<MadeTable> {
    const fields = fieldsOf(schema, order);
    const coded = await this.read(version, withPersons(schema, fields));
    const { table, facts } = anonymousRows(
      { schema, asked: order, coded },
      await this.requirement(version, order, fields),
    );
    const parts = usedParts(version);
    return {
      ...{ datasetVersion: version.number, parts, contributors: parts.map(({ organisationId }) => organisationId) },
      ...(await this.stored.store(table)),
      cells: { published: facts.rows, primary: facts.suppressedRows, secondary: 0 },
      ...{ largest: null, microdata: facts },
    };
  }

  /** Beside tables that would tell who is left out, nobody is. */
  private async requirement({ datasetId }: DatasetVersion, order: RecordsOrder, fields: readonly Field[]) {
    const { schema, tables } = await this.line.of(datasetId);
    const required = requirementOf(order.terms, fields.some(isSensitive));
    return tellsLeftOut(schema, order, tables) ? { ...required, mostSuppressedPercent: 0 } : required;
  }

  private async read({ parts }: DatasetVersion, fields: readonly Field[]): Promise<CodedRows> {
    const files = parts.map(({ fileSha256: sha256, contributionId }) => ({ sha256, contributionId }));
    const coded = await this.warehouse.readCoded({ files, fields, mostRows: MOST_ROWS });
    if (coded.rows > MOST_ROWS) throw tooManyRows(MOST_ROWS);
    return coded;
  }
}

const withPersons = ({ fields, personKey }: TableSchema, asked: readonly Field[]): Field[] => [
  ...asked,
  ...fields.filter(({ name }) => name === personKey),
];
