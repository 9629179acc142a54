import { posix } from 'node:path';
import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { Archive } from './archive';
import { sharedStrings } from './shared-strings';
import type { StringPool } from './string-pool';
import { numberStyles, type NumberShown } from './styles';
import { readWhole, type Attributes } from './xml';

export type Sheet = { readonly name: string; readonly part: string; readonly hidden: boolean };

/** A workbook of Office Open XML, opened; `close` it. @see ISO/IEC 29500-1 */
export type Workbook = {
  readonly archive: Archive;
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
  readonly strings: StringPool;
  /** By the number of the cell style. */
  readonly styles: readonly NumberShown[];
};

/** @throws Refusal for what is no workbook, or one that may not be opened */
export async function openWorkbook(path: string): Promise<Workbook> {
  const archive = await Archive.open(path);
  try {
    assertWorkbook(archive.names);
    await assertNoMacros(archive);
    await assertNoDtd(archive);
    return await readWorkbook(archive);
  } catch (error) {
    archive.close();
    throw error;
  }
}

const KINDS: readonly (readonly [RegExp, () => Error])[] = [
  [/^xl\/workbook\.bin$/i, () => refusal('FILE.OTHER_SPREADSHEET', { kind: 'xlsb' })],
  [/^content\.xml$/, () => refusal('FILE.OTHER_SPREADSHEET', { kind: 'ods' })],
  [/^word\//, () => refusal('FILE.NOT_A_TABLE', { kind: 'docx' })],
  [/^ppt\//, () => refusal('FILE.NOT_A_TABLE', { kind: 'pptx' })],
];
const ARCHIVE_IN_ARCHIVE = /\.(?:zip|gz|7z|rar|bz2|xz|tar|tgz)$/i;

function assertWorkbook(names: readonly string[]): void {
  const kind = KINDS.find(([pattern]) => names.some((name) => pattern.test(name)));
  if (kind) throw kind[1]();
  if (names.includes('[Content_Types].xml') && names.includes('_rels/.rels')) return;
  if (names.some((name) => ARCHIVE_IN_ARCHIVE.test(name))) throw refusal('FILE.TOO_BIG_INSIDE');
  throw refusal('FILE.ARCHIVE', { kind: 'zip' });
}

async function assertNoMacros(archive: Archive): Promise<void> {
  const macros = /(?:^|\/)vbaProject[^/]*\.bin$|^xl\/(?:macro|dialog)sheets\//i;
  if (archive.names.some((name) => macros.test(name))) throw refusal('FILE.HAS_MACROS');
  await readWhole(archive.read('[Content_Types].xml'), {
    open: (_, { ContentType = '' }) => {
      if (/macroEnabled|vbaProject/i.test(ContentType)) throw refusal('FILE.HAS_MACROS');
    },
  });
}

/** Parts that are read refuse a document type by themselves; here all others, by how they begin. */
async function assertNoDtd(archive: Archive): Promise<void> {
  for (const name of archive.names.filter((part) => /\.(?:xml|rels|vml)$/i.test(part))) {
    for await (const chunk of archive.read(name)) {
      if (/<!(?:DOCTYPE|ENTITY)/i.test(chunk.toString('latin1'))) throw refusal('FILE.DTD');
      break;
    }
  }
}

type Relation = { readonly id: string; readonly kind: string; readonly part: string };

async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const rels = posix.join(folder, '_rels', `${part === '' ? '' : posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!archive.has(rels)) return relations;
  await readWhole(archive.read(rels), {
    open: (name, { Id = '', Type = '', Target = '', TargetMode = '' }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), part: target });
    },
  });
  return relations;
}

async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.part;
  if (!main || !archive.has(main)) throw refusal('FILE.NOT_A_TABLE', { kind: 'zip' });
  const relations = await relationsOf(archive, main);
  const partOf = (wanted: string) => relations.find(({ kind }) => kind === wanted)?.part ?? null;
  const { sheets, from1904 } = await readSheets(archive, main, relations);
  return {
    archive,
    sheets,
    from1904,
    strings: await sharedStrings(archive, partOf('sharedStrings')),
    styles: await numberStyles(archive, partOf('styles')),
  };
}

async function readSheets(
  archive: Archive,
  main: string,
  relations: readonly Relation[],
): Promise<Pick<Workbook, 'sheets' | 'from1904'>> {
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readWhole(archive.read(main), {
    open: (element, attributes) => {
      if (element === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      const sheet = element === 'sheet' ? sheetOf(attributes, relations) : null;
      if (sheet && archive.has(sheet.part)) sheets.push(sheet);
    },
  });
  if (sheets.length === 0) throw refusal('FILE.NOT_A_TABLE', { kind: 'xlsx' });
  if (sheets.length > LIMITS.sheets) throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.sheets });
  return { sheets, from1904 };
}

/** Null for charts and other things that are no worksheet. */
function sheetOf(attributes: Attributes, relations: readonly Relation[]): Sheet | null {
  const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
  const part = relations.find((relation) => relation.id === id && relation.kind === 'worksheet')?.part;
  const { name = '', state = 'visible' } = attributes;
  return part === undefined ? null : { name, part, hidden: state !== 'visible' };
}
