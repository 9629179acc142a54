import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database } from '#platform';
import { authorise, hiddenColumns, type Actor } from '#policy';
import { csvLines, isRequired, type TableSchema } from '#warehouse';
import { DatasetStore } from '../db/dataset.store';
import type { Labels } from '../domain/code-list/code-list';
import { dictionaryOf, type DictionaryCode, type DictionaryEntry } from '../domain/dictionary';
import type { CodeListId } from '../domain/metadata';
import { without } from '../domain/visible-schema';
import { CodeListService } from './code-list.service';

const MOST_CODES = 10_000;

export type Dictionary = {
  readonly title: string;
  readonly schemaNumber: number;
  readonly entries: readonly DictionaryEntry[];
};

/** What the columns of a dataset mean, for who may read what it is, without the columns that policies hide from them. */
@Injectable()
export class DictionaryService {
  constructor(
    private readonly datasets: DatasetStore,
    private readonly codeLists: CodeListService,
    private readonly db: Database,
  ) {}

  /** @throws DATASET.MISSING, POLICY.FORBIDDEN */
  async of(by: Actor, id: DatasetId): Promise<Dictionary> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'readMetadata', 'Dataset', dataset);
    const schema = without(dataset.schema, hiddenColumns(by, dataset));
    const required = schema.fields.filter((field) => isRequired(field, dataset.schema)).map(({ name }) => name);
    const entries = dictionaryOf(schema, new Set(required), await this.labelsIn(schema));
    return { title: dataset.title, schemaNumber: dataset.schemaNumber, entries };
  }

  private async labelsIn({ fields }: TableSchema): Promise<ReadonlyMap<string, ReadonlyMap<string, Labels>>> {
    const listed = fields.flatMap(({ name, codeList }) => (codeList ? [{ name, codeList }] : []));
    const labels = listed.map(async ({ name, codeList: { list, version, level } }) => {
      const of = { listId: list as CodeListId, number: version };
      const codes = await this.codeLists.codes(of, { level }, null, MOST_CODES);
      return [name, new Map(codes.map((one) => [one.code, one.labels]))] as const;
    });
    return new Map(await Promise.all(labels));
  }
}

const COLUMNS = [
  ...['column', 'code', 'title', 'description', 'type', 'unit', 'role', 'required', 'missing_as'],
  ...['minimum', 'maximum', 'grid', 'within', 'code_list', 'label_it', 'label_en'],
] as const;
type Line = Partial<Record<(typeof COLUMNS)[number], string | null>>;

/** A dictionary as CSV: a line for each column and, below it, one for each of its codes. */
export function dictionaryCsv({ entries }: Dictionary): string {
  const lines = entries.flatMap((entry) => [columnLine(entry), ...entry.codes.map((code) => codeLine(entry, code))]);
  const rows = lines.map((line) => COLUMNS.map((column) => line[column] ?? null));
  return [...csvLines({ columns: COLUMNS.map((name) => ({ name, type: 'string' })), rows })].join('');
}

const columnLine = ({ name, title, description, type, unit, role, ...rest }: DictionaryEntry): Line => ({
  ...{ column: name, title, description, type, unit, role, required: String(rest.required) },
  missing_as: rest.missingAs.map((text) => JSON.stringify(text)).join(' '),
  ...{ minimum: rest.minimum, maximum: rest.maximum, grid: rest.grid, within: rest.within },
  code_list: rest.codeList ? `${rest.codeList.list}/${String(rest.codeList.version)}#${rest.codeList.level}` : null,
});

const codeLine = ({ name }: DictionaryEntry, { code, labels }: DictionaryCode): Line => ({
  ...{ column: name, code, label_it: labels['it'] ?? null, label_en: labels['en'] ?? null },
});
