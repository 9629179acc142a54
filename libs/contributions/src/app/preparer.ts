import { prepare, type Mapping, type Prepared, type Pseudonymiser } from '#intake';
import type { ConvertedInput, IngestTask, TableSchema } from '#warehouse';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContributionFile } from '../domain/contribution';
import { ownFinding, troubled, type FoundHere } from '../domain/found';
import type { Inspections } from '../domain/inspected';
import { headerKey } from '../domain/mapping-profile';
import { wantedBy } from './inspector';
import { mergeNumbered } from './merge-numbered';

/** Readable files on the workbench, and how they are to be understood. */
export type ToPrepare = {
  readonly folder: string;
  /** In the order of the files. */
  readonly paths: readonly string[];
  readonly files: readonly ContributionFile[];
  readonly inspections: Inspections;
  readonly schema: TableSchema;
  readonly pseudonyms: Pseudonymiser | null;
  readonly onProgress: (file: number, share: number) => void;
};

/** What the warehouse reads, or what keeps it from that. */
export type Input = { readonly input: IngestTask['input'] } | { readonly troubles: readonly FoundHere[] };

type Converted = Extract<Prepared, { kind: 'converted' }>;

/** Makes of a contribution's files the one that the warehouse reads: a plain file stays as it is, several become one. */
export async function inputOf(task: ToPrepare): Promise<Input> {
  const isOne = task.paths.length === 1;
  const prepared: Prepared[] = [];
  for (const at of task.paths.keys()) prepared.push(await prepareAt(task, at, prepared[0]));
  const troubles = prepared.flatMap((one, i) =>
    one.kind === 'refused' ? [troubled(one.trouble, isOne ? null : i + 1)] : [],
  );
  if (troubles.length > 0) return { troubles };
  const [first] = prepared;
  if (isOne && first) return { input: alone(task, first) };
  return together(task, prepared);
}

function alone({ paths: [csvPath = ''], files: [file] }: ToPrepare, prepared: Prepared): IngestTask['input'] {
  if (prepared.kind === 'asIs') return { kind: 'asIs', csvPath, dialect: prepared.dialect };
  return converted(prepared as Converted, (prepared as Converted).path, file?.reading?.headerRow);
}

const converted = ({ header, decimalMark }: Converted, csvPath: string, headerRow = 1): ConvertedInput => ({
  ...{ kind: 'converted', csvPath, header, decimalMark, headerRow },
});

/** Several files are rows of one table: they have the same columns, by their names in the dataset. */
async function together(task: ToPrepare, prepared: readonly Prepared[]): Promise<Input> {
  const all = prepared.filter((one): one is Converted => one.kind === 'converted');
  const [first] = all;
  const columns = ({ header }: Converted) => JSON.stringify(header.map(headerKey));
  const other = all.findIndex((one) => first && columns(one) !== columns(first));
  if (!first || all.length < prepared.length || other >= 0)
    return { troubles: [ownFinding('FILES.DIFFER', other + 1)] };
  const path = join(task.folder, 'together.csv');
  await mergeNumbered(
    all.map((one, i) => ({ path: one.path, file: i + 1 })),
    path,
  );
  return { input: converted(first, path, task.files[0]?.reading?.headerRow) };
}

/** @param first of several files, whose order of columns and decimal mark the others take */
async function prepareAt({ onProgress, ...task }: ToPrepare, at: number, first?: Prepared): Promise<Prepared> {
  const file = task.files[at];
  if (!file?.reading) throw new Error('A file is prepared once it is known how it is read.');
  const outPath = join(task.folder, `prepared-${at + 1}.csv`);
  const prepared = await prepare({
    ...{ path: task.paths[at] ?? '', outPath, reading: file.reading, wanted: wantedBy(task.schema) },
    mapping: file.mapping ?? (task.paths.length > 1 ? namesOf(task, at) : null),
    pseudonyms: task.pseudonyms,
    beside: besideOf(first, task.schema),
    onProgress: ({ bytesRead, bytes }) => {
      onProgress(at, bytes > 0 ? bytesRead / bytes : 0);
    },
  });
  if (prepared.kind !== 'converted' || prepared.path === outPath) return prepared;
  await rename(prepared.path, outPath);
  return { ...prepared, path: outPath };
}

function besideOf(first: Prepared | undefined, { missingValues = [] }: TableSchema) {
  return first?.kind === 'converted'
    ? { header: first.header, decimalMark: first.decimalMark, missingValues }
    : undefined;
}

/** Columns by the names that they have anyway: what is mapped is converted, and only converted files can be put together. */
function namesOf({ inspections, files, schema }: Omit<ToPrepare, 'onProgress'>, at: number): Mapping | null {
  const reading = JSON.stringify(files[at]?.reading);
  const candidates = inspections[at]?.candidates ?? [];
  const header = (candidates.find((one) => JSON.stringify(one.reading) === reading) ?? candidates[0])?.header ?? [];
  const fields = new Map(schema.fields.map(({ name }) => [headerKey(name), name]));
  const columns = header.map((from) => ({ from, to: fields.get(headerKey(from)) ?? from }));
  return columns.length > 0 ? { columns, ignored: [] } : null;
}
