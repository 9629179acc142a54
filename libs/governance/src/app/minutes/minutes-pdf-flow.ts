import type { MinutesDocument } from '../../domain/minutes/document-tree';
import { drawable, linesOf } from './minutes-pdf-lines';

const FONTS = {
  text: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  mono: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
};
type Font = keyof typeof FONTS;

/** Points, as everything here. */
const A4 = { width: 595.28, height: 841.89 };
const MARGINS = { top: 68, bottom: 76, left: 68, right: 68 };
const BOTTOM = A4.height - MARGINS.bottom;
/** Where the baseline stands in a line of its leading. */
const BASELINE = 0.72;

export const LEFT = MARGINS.left;
export const WIDTH = A4.width - MARGINS.left - MARGINS.right;

export type Style = { readonly font: Font; readonly size: number; readonly leading: number; readonly color: string };
export type Element = PDFKit.PDFStructureElement;
export type Rule = { readonly color: string; readonly weight: number };

/** What a structure type does not tell of its element. */
export type Attributes =
  { readonly O: 'Table'; readonly Scope: 'Column' | 'Row' } | { readonly O: 'List'; readonly ListNumbering: 'Decimal' };

/** A text in its own box of a row, which is the content of an element. */
export type Cell = {
  /** null: it is not content, but repeated for the eye. */
  readonly element: Element | null;
  /** The structure type of the element. */
  readonly tag: string;
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly style: Style;
  readonly align?: 'right';
};
export type Spacing = {
  readonly before?: number;
  readonly after?: number;
  /** What else must have room on the page where the row begins. */
  readonly keep?: number;
  readonly rule?: Rule;
  readonly bar?: Rule;
};

const NO_SPACING = { before: 0, after: 0, keep: 0 };

/** Pages that fill from the top: rows of cells, each tagged for who reads by ear. */
export class PageFlow {
  readonly root: Element;
  /** Drawn at the top of a page that a row did not end on: the head of its table. */
  atPageTop: (() => void) | null = null;
  private readonly bytes: Promise<Buffer>;
  private y = MARGINS.top;

  private constructor(
    private readonly minutes: MinutesDocument,
    private readonly doc: PDFKit.PDFDocument,
  ) {
    this.bytes = collected(this.doc);
    this.root = this.doc.struct('Document', { lang: minutes.language });
    this.doc.addStructure(this.root);
  }

  /** The library is loaded for the first minutes only: it takes two dozen megabytes that most processes never need. */
  static async begin(minutes: MinutesDocument): Promise<PageFlow> {
    const { default: PDFDocument } = await import('pdfkit');
    return new PageFlow(minutes, new PDFDocument(optionsFor(minutes)));
  }

  element(parent: Element, type: string, attributes?: Attributes): Element {
    const element = this.doc.struct(type);
    if (attributes) attributesOf(element).A = attributes;
    parent.add(element);
    return element;
  }

  /** Goes to a new page unless so much has room. */
  ensure(height: number): void {
    if (this.y + height > BOTTOM && this.y > MARGINS.top) this.newPage();
  }

  skip(height: number): void {
    this.y += height;
  }

  /** Draws cells beside each other. A row is broken over pages only if no page could hold it. */
  row(cells: readonly Cell[], spacing: Spacing = {}): void {
    const { before, after, keep, rule, bar } = { ...NO_SPACING, ...spacing };
    const laidOut = cells.map((cell) => ({ ...cell, lines: this.lines(cell) }));
    const leading = Math.max(...cells.map(({ style }) => style.leading));
    const total = Math.max(...laidOut.map(({ lines }) => lines.length));
    if (this.y > MARGINS.top) this.y += before;
    this.ensure(total * leading + after + keep);
    for (let from = 0; from < total;) {
      if (from > 0) this.newPage();
      const upTo = Math.min(total, from + this.roomFor(leading));
      if (bar) this.barHere(bar, (upTo - from) * leading);
      for (const cell of laidOut) this.draw(cell, cell.lines.slice(from, upTo), leading);
      this.y += (upTo - from) * leading;
      from = upTo;
    }
    this.y += after;
    if (rule) this.ruleHere(rule);
  }

  ruleHere(rule: Rule, x = LEFT, width = WIDTH): void {
    this.line(rule, [x, this.y, x + width, this.y]);
  }

  /** Numbers the pages and closes the file. */
  finish(style: Style): Promise<Buffer> {
    const { count } = this.doc.bufferedPageRange();
    const foot = { element: null, tag: '', x: LEFT, width: WIDTH, style };
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page);
      this.y = BOTTOM + 30;
      this.draw({ ...foot, text: '', align: 'right' }, [`${page + 1} / ${count}`], style.leading);
      this.draw({ ...foot, text: '' }, [`SHA-256 ${this.minutes.hash.slice(0, 16)}…`], style.leading);
    }
    this.root.end();
    this.doc.end();
    return this.bytes;
  }

  private roomFor(leading: number): number {
    return Math.max(1, Math.floor((BOTTOM - this.y) / leading));
  }

  private barHere(bar: Rule, height: number): void {
    const x = LEFT + bar.weight / 2;
    this.line(bar, [x, this.y, x, this.y + height]);
  }

  private newPage(): void {
    this.doc.addPage();
    this.y = MARGINS.top;
    this.atPageTop?.();
  }

  private lines({ text, width, style }: Cell): string[] {
    this.doc.font(FONTS[style.font]).fontSize(style.size);
    const shown = drawable(text, (codePoint) => fontOf(this.doc).hasGlyphForCodePoint(codePoint));
    return linesOf(shown, width, (line) => this.doc.widthOfString(line));
  }

  private draw({ element, tag, x, width, style, align }: Cell, lines: readonly string[], leading: number): void {
    if (lines.length === 0) return;
    const content = element && this.doc.markStructureContent(tag);
    if (!element) this.doc.markContent('Artifact', { type: 'Pagination' });
    this.doc.font(FONTS[style.font]).fontSize(style.size).fillColor(style.color);
    lines.forEach((line, i) => {
      const indent = align === 'right' ? width - this.doc.widthOfString(line.trimEnd()) : 0;
      const baseline = this.y + (i + BASELINE) * leading;
      this.doc.text(line, x + indent, baseline, { lineBreak: false, baseline: 'alphabetic' });
    });
    this.doc.endMarkedContent();
    if (element && content) element.add(content);
  }

  private line({ color, weight }: Rule, [x1, y1, x2, y2]: readonly [number, number, number, number]): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    this.doc.moveTo(x1, y1).lineTo(x2, y2).lineWidth(weight).strokeColor(color).stroke();
    this.doc.endMarkedContent();
  }
}

/** Nothing of the day or the machine goes into the file: the same minutes are the same bytes. */
const optionsFor = ({ language, title, author, hash, asOf }: MinutesDocument): PDFKit.PDFDocumentOptions => ({
  size: [A4.width, A4.height],
  margin: 0,
  pdfVersion: '1.7',
  // The types lack this one.
  ...({ subset: 'PDF/UA' } as object),
  tagged: true,
  lang: language,
  displayTitle: true,
  bufferPages: true,
  font: FONTS.text,
  info: {
    Title: new InfoText(title) as string,
    Author: new InfoText(author) as string,
    Subject: `sha256:${hash}`,
    CreationDate: new Date(asOf),
    ModDate: new Date(asOf),
    Producer: 'Granaio',
    Creator: 'Granaio',
  },
});

/** The library writes these texts into the information dictionary as they are, and into XML without escaping them. */
class InfoText extends String {
  override toString(): string {
    return this.valueOf().replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  }
}

/** Where the library keeps what it writes of an element; its own options know no lists. */
const attributesOf = (element: Element) =>
  (element as unknown as { readonly dictionary: { readonly data: { A?: Attributes } } }).dictionary.data;

/** What the library does not tell of the font in use. */
const fontOf = (doc: PDFKit.PDFDocument) =>
  (doc as unknown as { readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } } })._font
    .font;

const collected = (doc: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    doc.on('error', reject);
  });
