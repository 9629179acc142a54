import type { Block, Column, MinutesDocument, SignatureLine, Tone } from '../../domain/minutes/document-tree';
import { LEFT, PageFlow, WIDTH, type Cell, type Element, type Spacing, type Style } from './minutes-pdf-flow';

const INK = '#101216';
const SOFT = '#4a4f5a';
const HAIRLINE = { color: '#c4c8cf', weight: 0.5 };
const RULE = { color: INK, weight: 0.8 };

const BODY: Style = { font: 'text', size: 9, leading: 13.5, color: INK };
const LABEL: Style = { ...BODY, color: SOFT };
const HEAD: Style = { ...BODY, size: 8, color: SOFT };
const HASH: Style = { ...BODY, font: 'mono', size: 7 };
const FOOT: Style = { ...BODY, size: 7, leading: 10, color: SOFT };

const GAP = 12;
const TERM_WIDTH = 138;
const MARK_WIDTH = 18;
const COLUMN_GAP = 18;
/** Room that a heading asks for below itself; a small table and the signatures are not torn from it. */
const KEEP = 48;
const KEEP_SIGNATURES = 130;
const SMALL_TABLE = { rows: 10, rowHeight: 20 };

type Look = { readonly style: Style; readonly spacing: Spacing };

const HEADINGS: Readonly<Record<1 | 2 | 3 | 4, Look>> = {
  1: { style: { font: 'bold', size: 20, leading: 26, color: INK }, spacing: { after: 2 } },
  2: {
    style: { font: 'bold', size: 12.5, leading: 18, color: INK },
    spacing: { before: 24, after: 3, rule: RULE },
  },
  3: { style: { font: 'bold', size: 10, leading: 15, color: INK }, spacing: { before: 18, after: 1 } },
  4: { style: { font: 'bold', size: 8.5, leading: 13.5, color: SOFT }, spacing: { before: 12 } },
};

const TONES: Readonly<Record<Tone, Look>> = {
  plain: { style: BODY, spacing: { before: 6 } },
  overline: { style: { ...LABEL, size: 10, leading: 16 }, spacing: { after: 2 } },
  subtitle: { style: { ...LABEL, size: 12.5, leading: 18 }, spacing: { after: 12 } },
  verdict: { style: { ...BODY, font: 'bold' }, spacing: { before: 9, after: 3, bar: { color: INK, weight: 2.5 } } },
  warning: { style: BODY, spacing: { before: 9, after: 3, bar: { color: '#8a5a00', weight: 2.5 } } },
  small: { style: LABEL, spacing: { before: 2, after: 2 } },
};

/**
 * Minutes as a tagged PDF on A4 that needs no other font: headings, lists, table heads and page numbers are marked as what they
 * are, so that it can be read by ear, and the same minutes are the same bytes.
 *
 * A letter that the fonts lack is named (`[U+4E2D]`), never lost.
 *
 * @see ISO 14289-1 (PDF/UA-1)
 */
export async function minutesPdf(minutes: MinutesDocument): Promise<Buffer> {
  const flow = await PageFlow.begin(minutes);
  minutes.blocks.forEach((block, i) => {
    drawBlock(flow, block, minutes.blocks[i + 1]);
  });
  return flow.finish(FOOT);
}

/** How much of what follows a heading must stand on its page. */
function keepFor(next: Block | undefined): number {
  if (next?.kind === 'signatures') return KEEP_SIGNATURES;
  return next?.kind === 'table' ? tableKeep(next.rows.length) : KEEP;
}

const tableKeep = (rows: number) => (rows <= SMALL_TABLE.rows ? (rows + 1) * SMALL_TABLE.rowHeight : KEEP);

function drawBlock(flow: PageFlow, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading': {
      const { style, spacing } = HEADINGS[block.level];
      flow.row([whole(flow, `H${block.level}`, block.text, style)], { ...spacing, keep: keepFor(next) });
      break;
    }
    case 'paragraph':
      drawParagraph(flow, block.text, TONES[block.tone]);
      break;
    case 'list':
      drawList(flow, block.items, block.ordered);
      break;
    case 'definitions':
      drawDefinitions(flow, block);
      break;
    case 'table':
      drawTable(flow, block.columns, block.rows);
      break;
    case 'signatures':
      drawSignatures(flow, block.lines);
  }
}

const whole = (flow: PageFlow, tag: string, text: string, style: Style): Cell => ({
  element: flow.element(flow.root, tag),
  ...{ tag, text, style, x: LEFT, width: WIDTH },
});

function drawParagraph(flow: PageFlow, text: string, { style, spacing }: Look): void {
  const indent = spacing.bar ? GAP : 0;
  flow.row([{ ...whole(flow, 'P', text, style), x: LEFT + indent, width: WIDTH - indent }], spacing);
}

function drawList(flow: PageFlow, items: readonly string[], ordered: boolean): void {
  const list = flow.element(flow.root, 'L', ordered ? { O: 'List', ListNumbering: 'Decimal' } : undefined);
  items.forEach((text, i) => {
    const item = flow.element(list, 'LI');
    const mark = { text: ordered ? `${i + 1}.` : '–', x: LEFT, width: MARK_WIDTH, style: LABEL };
    const body = { text, x: LEFT + MARK_WIDTH, width: WIDTH - MARK_WIDTH, style: BODY };
    flow.row([labelled(flow, item, 'Lbl', mark), labelled(flow, item, 'LBody', body)], { before: i === 0 ? 6 : 2.5 });
  });
}

const labelled = (flow: PageFlow, parent: Element, tag: string, box: Omit<Cell, 'element' | 'tag'>): Cell => ({
  element: flow.element(parent, tag),
  tag,
  ...box,
});

function drawDefinitions(flow: PageFlow, { entries }: Extract<Block, { kind: 'definitions' }>): void {
  const list = flow.element(flow.root, 'L');
  flow.skip(6);
  const [x, width] = [LEFT + TERM_WIDTH + GAP, WIDTH - TERM_WIDTH - GAP];
  for (const { term, text, kind } of entries) {
    const item = flow.element(list, 'LI');
    flow.row(
      [
        labelled(flow, item, 'Lbl', { text: term, x: LEFT, width: TERM_WIDTH, style: LABEL }),
        labelled(flow, item, 'LBody', { text, x, width, style: kind === 'hash' ? HASH : BODY }),
      ],
      { before: 2.5, after: 2.5, rule: HAIRLINE },
    );
  }
}

function drawTable(flow: PageFlow, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  flow.ensure(tableKeep(rows.length));
  const boxes = boxesOf(columns);
  const table = flow.element(flow.root, 'Table');
  const drawHead = (elements: readonly (Element | null)[]) => {
    const cells = boxes.map((box, i) => ({ ...box, element: elements[i] ?? null, tag: 'TH', style: HEAD }));
    flow.row(cells, { before: 3, after: 3, rule: RULE, keep: 20 });
  };
  const head = flow.element(table, 'TR');
  flow.skip(3);
  drawHead(columns.map(() => flow.element(head, 'TH', { O: 'Table', Scope: 'Column' })));
  flow.atPageTop = () => {
    drawHead([]);
    flow.skip(3);
  };
  for (const row of rows) {
    const line = flow.element(table, 'TR');
    flow.row(
      boxes.map((box, i) => ({ ...box, text: row[i] ?? '', ...cellOf(flow, line, i), style: styleOf(columns[i]) })),
      { before: 3, after: 3, rule: HAIRLINE },
    );
  }
  flow.atPageTop = null;
}

const cellOf = (flow: PageFlow, line: Element, place: number) =>
  place === 0
    ? { element: flow.element(line, 'TH', { O: 'Table', Scope: 'Row' }), tag: 'TH' }
    : { element: flow.element(line, 'TD'), tag: 'TD' };

const styleOf = (column: Column | undefined) => (column?.kind === 'hash' ? HASH : BODY);

/** Where each column stands; its text there is its title. */
function boxesOf(columns: readonly Column[]) {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const room = WIDTH - COLUMN_GAP * (columns.length - 1);
  let x = LEFT;
  return columns.map(({ title, kind, share }) => {
    const width = (room * share) / shares;
    const box = { text: title, x, width, ...(kind === 'number' ? { align: 'right' as const } : {}) };
    x += width + COLUMN_GAP;
    return box;
  });
}

/** Two beside each other, each with a line to sign on. */
function drawSignatures(flow: PageFlow, lines: readonly SignatureLine[]): void {
  const width = (WIDTH - 3 * GAP) / 2;
  for (let i = 0; i < lines.length; i += 2) {
    const signers = lines.slice(i, i + 2).map((line, place) => {
      const section = flow.element(flow.root, 'Sect');
      const box = { x: LEFT + place * (width + 3 * GAP), width };
      const cell = (text: string, style: Style) => labelled(flow, section, 'P', { ...box, text, style });
      return { box, role: cell(line.role, LABEL), name: cell(line.name, BODY), state: cell(line.state, HEAD) };
    });
    flow.row(
      signers.map(({ role }) => role),
      { before: 12, after: 40, keep: 60 },
    );
    for (const { box } of signers) flow.ruleHere({ ...RULE, weight: 0.6 }, box.x, box.width);
    flow.row(
      signers.map(({ name }) => name),
      { before: 4 },
    );
    flow.row(signers.map(({ state }) => state));
  }
}
