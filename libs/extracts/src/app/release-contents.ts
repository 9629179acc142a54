import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { Dataset } from '#catalogue';
import { sha256 } from '#kernel';
import { FileStore } from '#platform';
import type { Extract, Release } from '../domain/extract';
import { notATable } from '../domain/microdata-errors';
import { CELL_KEY_NOISE } from '../domain/perturbed-aggregate';
import { CONF_STATUS } from '../domain/protected-table';
import { releaseReportOf } from '../domain/report/release-report';
import { reportSections } from '../domain/report/report-sections';
import { ROUNDING_BASE } from '../domain/rounded-table';
import { cubeOf, type Cube, type CubeTitle } from './formats/cube';
import { jsonStatOf } from './formats/json-stat';
import { sdmxCsvLines } from './formats/sdmx-csv';
import { workbookOf } from './formats/workbook';
import { MadeTables } from './made-tables';
import { termsInWords } from './report/terms-in-words';

/** As files lie in the store, and as they are written from these when somebody asks. */
const STORED_FORMATS = ['csv', 'parquet'] as const;
export const WRITTEN_FORMATS = ['xlsx', 'json', 'sdmx.csv'] as const;
export const RELEASE_FORMATS = [...STORED_FORMATS, ...WRITTEN_FORMATS] as const;
export type ReleaseFormat = (typeof RELEASE_FORMATS)[number];
type StoredFormat = (typeof STORED_FORMATS)[number];
type WrittenFormat = Exclude<ReleaseFormat, StoredFormat>;

/** The bytes of a release in one of its formats. */
export type ReleaseContent = { readonly content: Readable; readonly sha256: string };

type Released = Extract & { readonly release: Release };

/** Reads released tables. Other formats say the very same as the two that are stored. */
@Injectable()
export class ReleaseContents {
  constructor(
    private readonly files: FileStore,
    private readonly tables: MadeTables,
  ) {}

  /** @returns bytes, verified against their hash while they are read. @throws FILE.MISSING, FILE.DAMAGED, RELEASE.NOT_A_TABLE */
  async open(dataset: Dataset, extract: Released, format: ReleaseFormat): Promise<ReleaseContent> {
    const { release } = extract;
    if (isStored(format)) {
      const { sha256 } = release[format];
      return { content: await this.files.open(sha256), sha256 };
    }
    if (release.microdata) throw notATable(format);
    const cube = cubeOf(await this.tables.read(release, new Map()), extract.measures);
    const notes = format === 'xlsx' ? reportNotes(dataset, extract) : [];
    const bytes = await written(cube, { title: titleOf(dataset, release), notes }, format);
    return { content: Readable.from([bytes]), sha256: sha256(bytes) };
  }
}

const isStored = (format: ReleaseFormat): format is StoredFormat =>
  (STORED_FORMATS as readonly string[]).includes(format);

const titleOf = ({ id, title }: Dataset, { datasetVersion, releasedAt }: Release): CubeTitle => ({
  ...{ label: title, datasetId: id, version: datasetVersion, at: releasedAt },
});

type Note = [what: string, is: string];
type Told = { readonly title: CubeTitle; readonly notes: readonly Note[] };

async function written(cube: Cube, { title, notes }: Told, format: WrittenFormat): Promise<Buffer> {
  if (format === 'json') return Buffer.from(JSON.stringify(jsonStatOf(cube, title)));
  if (format === 'sdmx.csv') return Buffer.from([...sdmxCsvLines(cube, title)].join(''));
  return workbookOf(cube.table, [...notesOf(cube, title), ...notes]);
}

/** What the columns say that are not in every table. */
const SAID: Readonly<Record<string, string>> = {
  [ROUNDING_BASE]: 'Numbers are rounded to multiples of it, quantiles apart; empty: suppressed',
  [CELL_KEY_NOISE]: 'Numbers of people were moved by chance, by so many at most (cell keys); empty: suppressed',
};

const notesOf = ({ dimensions, values, attributes }: Cube, { label, datasetId, version, at }: CubeTitle): Note[] => [
  ['Dataset', label],
  ['Identifier', datasetId],
  ['Version', String(version)],
  ['Released', at.toISOString()],
  ['Dimensions', dimensions.join(', ')],
  ['Numbers', values.join(', ')],
  [CONF_STATUS, 'F: free; C: confidential, suppressed, so that nobody can be recognised (SDMX CL_CONF_STATUS)'],
  ...attributes.flatMap((name): Note[] => (SAID[name] ? [[name, SAID[name]]] : [])),
];

/** The report of the release, in both languages; as its recipients have it, whoever opens the file. */
function reportNotes({ title }: Dataset, extract: Released): Note[] {
  return (['it', 'en'] as const).flatMap((language) => {
    const rules = termsInWords(extract.release.permit.terms, language);
    const report = releaseReportOf(extract, { title, rules, citation: null, isInside: false });
    const parts = report ? reportSections(report, language) : [];
    return parts.flatMap(({ heading, lines }): Note[] => [
      [heading.toUpperCase(), ''],
      ...lines.map(({ what, is }): Note => [what, is]),
    ]);
  });
}
