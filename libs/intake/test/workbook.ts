import { zipOf, type ZipPart } from './zip';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export type SheetSource = {
  readonly name: string;
  /** What stands in `<sheetData>`. */
  readonly data: string;
  readonly after?: string;
  readonly hidden?: boolean;
};

export type WorkbookSource = {
  readonly sheets: readonly SheetSource[];
  /** What stands in `<sst>`. */
  readonly strings?: string;
  /** Number formats of the cell styles 0, 1, … by id; formats of one's own from 164 on by code. */
  readonly formats?: readonly (number | string)[];
  readonly from1904?: boolean;
  readonly parts?: readonly ZipPart[];
  readonly contentType?: string;
};

/** A workbook as spreadsheets write it, made of what a test wants in it. */
export const workbookOf = (source: WorkbookSource): Buffer => zipOf([...partsOf(source), ...(source.parts ?? [])]);

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;

export function partsOf({
  sheets,
  strings = '',
  formats = [0],
  from1904 = false,
  contentType,
}: WorkbookSource): ZipPart[] {
  const type = contentType ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const listed = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" ${hidden ? 'state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  const relations = sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  return [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${HEAD}<Relationships xmlns="${RELATIONS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${from1904 ? 'date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${HEAD}<Relationships xmlns="${RELATIONS}">${relations.join('')}${relation('rIdS', 'sharedStrings', 'sharedStrings.xml')}${relation('rIdT', 'styles', '/xl/styles.xml')}</Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', data: `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>` },
    { name: 'xl/styles.xml', data: stylesOf(formats) },
    ...sheets.map(({ data, after = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${after}</worksheet>`,
    })),
  ];
}

function stylesOf(formats: readonly (number | string)[]): string {
  const own = formats.map((format, i) =>
    typeof format === 'string' ? `<numFmt numFmtId="${164 + i}" formatCode="${format}"/>` : '',
  );
  const cells = formats.map((format, i) => `<xf numFmtId="${typeof format === 'string' ? 164 + i : format}"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A row of texts, from the first column on. */
export const textRow = (row: number, ...cells: string[]): string =>
  `<row r="${row}">${cells.map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`).join('')}</row>`;
