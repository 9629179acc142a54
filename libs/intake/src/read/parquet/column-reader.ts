import type { ColumnMetaData, Compressors, PageHeader, SchemaTree } from 'hyparquet';
import { readPage } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { FileHandle } from 'node:fs/promises';
import { refusal, type Refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { StringPool } from '../xlsx/string-pool';
import { cellsOf, isStoredAsNumber, lookedUp, NO_CELLS, type Cells } from './cells';
import { bare, type ColumnText } from './column-text';
import { PageSource, tooBig, type Page } from './page-source';

type ColumnDecoder = Parameters<typeof readPage>[2];

/** How the pages of one column are decoded, in whatever row group. */
export type ColumnPlan = {
  readonly text: ColumnText;
  readonly path: SchemaTree[];
  readonly compressors: Compressors;
};

/**
 * The cells of one column of one row group, from the first to the last. A group may hold a million rows; only one page of each column is in
 * memory, decoded once, and its texts as bytes: as objects they would fill the memory that the reader has.
 */
export class ColumnReader {
  /** How many cells of the page are still to be taken. */
  left = 0;
  private readonly pages: PageSource;
  private readonly decoder: ColumnDecoder;
  private readonly pools = { dictionary: new StringPool(), page: new StringPool() };
  private dictionary = NO_CELLS;
  private cells = NO_CELLS;

  constructor(
    file: FileHandle,
    meta: ColumnMetaData,
    private readonly plan: ColumnPlan,
  ) {
    // Some writers say that a dictionary is at 0, and mean that there is none.
    const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
    this.pages = new PageSource(file, start, start + Number(meta.total_compressed_size));
    this.decoder = decoderOf(meta, plan);
  }

  /** What its page and its dictionary take of the memory. */
  get heldBytes(): number {
    return this.dictionary.heldBytes + this.cells.heldBytes;
  }

  /**
   * Goes on to the next page that has rows.
   *
   * @returns how many bytes its cells are, as text
   * @throws FILE.TOO_BIG_INSIDE; FILE.UNREADABLE, also where there is no further page
   */
  async turn(): Promise<number> {
    while (this.left === 0) {
      const page = await this.pages.next();
      if (!page) throw this.unreadable();
      this.take(page);
    }
    return bytesOf(this.cells);
  }

  /** The next cell of the page. */
  next(): string {
    const at = this.cells.count - this.left;
    this.left -= 1;
    return this.cells.textAt(at);
  }

  private take({ header, view }: Page): void {
    const count = countOf(header);
    const limit = this.limitOf(header);
    if (count > limit) throw tooBig(limit);
    // No dictionary is given, so that the places come as they are.
    const page = readPage({ view, offset: 0 }, header, this.decoder, undefined, undefined, 0);
    // Of no value the library makes a list without any.
    const values = count === 0 ? [] : (page.data ?? []);
    if (values.length !== count) throw this.unreadable();
    if (header.type === 'DICTIONARY_PAGE') {
      this.dictionary = cellsOf(values, this.plan.text, this.pools.dictionary);
      return;
    }
    this.cells = isPlaces(header)
      ? lookedUp(values, this.dictionary)
      : cellsOf(values, this.plan.text, this.pools.page);
    this.left = count;
  }

  /** A text is an object of its own until its bytes are kept. */
  private limitOf(header: PageHeader): number {
    return isPlaces(header) || isStoredAsNumber(this.plan.text) ? LIMITS.pageValues : LIMITS.pageTexts;
  }

  private unreadable(): Refusal {
    return refusal('FILE.UNREADABLE', { column: this.plan.text.name });
  }
}

function bytesOf(cells: Cells): number {
  let bytes = 0;
  for (let at = 0; at < cells.count; at += 1) bytes += cells.bytesAt(at);
  return bytes;
}

/** The values come as they are stored; timestamps of 96 bits too, which the library would round if it knew their type. */
function decoderOf({ type, codec, path_in_schema: pathInSchema }: ColumnMetaData, plan: ColumnPlan): ColumnDecoder {
  const [root, column] = plan.path;
  if (!root || !column || type !== column.element.type) throw refusal('FILE.UNREADABLE', { column: plan.text.name });
  const element = { ...bare(column.element), ...(type === 'INT96' && { type: 'INT64' as const }) };
  return {
    type,
    codec,
    pathInSchema,
    element,
    schemaPath: [root, { ...column, element }],
    compressors: plan.compressors,
    parsers: DEFAULT_PARSERS,
    utf8: false,
  };
}

const countOf = (header: PageHeader): number =>
  (header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header)?.num_values ?? 0;

const isPlaces = ({ data_page_header: first, data_page_header_v2: second }: PageHeader): boolean =>
  (first ?? second)?.encoding.endsWith('_DICTIONARY') ?? false;
