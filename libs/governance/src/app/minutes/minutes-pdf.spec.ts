import { visibleLine } from '#kernel';
import fc from 'fast-check';
import { hashNumber, minutesRecord } from '../../../test/minutes-record';
import { PdfReader, rolesOf, squeezed, type StructureNode } from '../../../test/pdf-text';
import { minutesDocument } from '../../domain/minutes/minutes-document';
import type { MinutesRecord } from '../../domain/minutes/minutes-record';
import { minutesPdf } from './minutes-pdf';

const pdf = (record: MinutesRecord, language: 'it' | 'en' = 'it') => minutesPdf(minutesDocument(record, language));

const find = (node: StructureNode, role: string): StructureNode[] => [
  ...(node.role === role ? [node] : []),
  ...(node.children ?? []).flatMap((child) => find(child, role)),
];

describe('minutes in PDF', () => {
  let reader: PdfReader;
  const read = async (record: MinutesRecord, language: 'it' | 'en' = 'it') => reader.read(await pdf(record, language));

  beforeAll(() => {
    reader = new PdfReader();
  });
  afterAll(() => reader.close());

  it('hold every text of the record, whatever people wrote', async () => {
    const letters = fc.constantFrom(...Array.from('aàčėįģķļņūžßøŁñΩЖ <>&"\'()[]\\/%-–«»“\n\u202e\u200b1'));
    const names = fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(names, async (texts) => {
        const written: string[] = [];
        const record = minutesRecord(() => written[written.push(texts[written.length % texts.length] ?? '') - 1] ?? '');
        const [italian, english] = [await read(record, 'it'), await read(record, 'en')];
        const all = squeezed(italian.content + english.content);
        for (const text of written) expect(all).toContain(squeezed(visibleLine(text)));
        expect(italian.untagged + english.untagged).toBe('');
      }),
      { numRuns: 5 },
    );
  });

  it('show the letters of Italy, Lithuania and Latvia, in text, bold and at any place', async () => {
    const letters = 'àèéìòù ąčęėįšųūž āčēģīķļņšūž ĄČĘĖĮŠŲŪŽ ĀČĒĢĪĶĻŅŠŪŽ';
    const { content, info } = await read(minutesRecord(() => letters));
    expect(content.split(letters).length).toBeGreaterThan(30);
    expect(content).not.toContain('[U+');
    expect(info.Author).toBe(letters);
  });

  it('name the letters that the font lacks', async () => {
    const { content } = await read(minutesRecord(() => '王芳 🦄'));
    expect(content).toContain('[U+738B][U+82B3] [U+1F984]');
  });

  it('are tagged: headings, lists, tables with heads, paragraphs, and nothing else on the page but artifacts', async () => {
    const { isMarked, structure, untagged, artifacts, pages } = await read(minutesRecord());
    const roles = structure.flatMap(rolesOf);
    expect(isMarked).toBe(true);
    expect(roles).toEqual(
      expect.arrayContaining([
        'Document',
        'H1',
        'H2',
        'H3',
        'H4',
        'P',
        'L',
        'LI',
        'Lbl',
        'LBody',
        'Table',
        'TR',
        'TH',
        'TD',
      ]),
    );
    expect(structure.flatMap((page) => find(page, 'H1'))).toHaveLength(1);
    for (const table of structure.flatMap((page) => find(page, 'Table')))
      for (const row of find(table, 'TR')) expect(rolesOf(row)[1]).toBe('TH');
    const file = (await pdf(minutesRecord())).toString('latin1');
    expect(file.match(/\/Scope \/Column/g)).toHaveLength(5 + 2 + 2 + 2 + 3 + 4 + 2);
    expect(file).toContain('/Scope /Row');
    expect(file).toContain('/ListNumbering /Decimal');
    expect(untagged).toBe('');
    expect(artifacts.map((artifact) => /(\d+ \/ \d+)/.exec(artifact)?.[1])).toEqual(
      Array.from({ length: pages }, (_, i) => `${i + 1} / ${pages}`),
    );
  });

  it('tell title, language and the hash of the record to whoever opens them, and claim PDF/UA', async () => {
    const record = minutesRecord((text) => `${text} <&>`);
    const { info, metadata, language, displaysTitle } = await read(record, 'en');
    expect(info.Title).toBe('Minutes of the assembly: Assemblea ordinaria dei soci 2026 <&>');
    expect(info.Subject).toBe(`sha256:${minutesDocument(record, 'en').hash}`);
    expect(info.CreationDate).toBe('D:20261123091500Z');
    expect(language).toBe('en');
    expect(displaysTitle).toBe(true);
    expect(metadata.title).toBe(info.Title);
    expect(metadata.raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('are the same bytes for the same record, and others for another', async () => {
    const bytes = await pdf(minutesRecord());
    expect((await pdf(minutesRecord())).equals(bytes)).toBe(true);
    expect((await pdf({ ...minutesRecord(), secretary: 'Mallory' })).equals(bytes)).toBe(false);
  });

  it('go on over pages with the head of the table repeated, for the eye only', async () => {
    const attendance = Array.from({ length: 150 }, (_, i) => ({
      ...{ name: `Socia numero ${i}`, how: { kind: 'room' } as const, votes: '1', arrivedAt: null, leftAt: null },
    }));
    const { content, artifacts, structure } = await read({ ...minutesRecord(), attendance });
    for (const { name } of attendance) expect(content.split(`${name} `)).toHaveLength(2);
    expect(artifacts.filter((artifact) => artifact.includes('Presenza')).length).toBeGreaterThanOrEqual(4);
    expect(content.split('Presenza')).toHaveLength(2);
    const heads = structure.flatMap((page) => find(page, 'TH'));
    expect(heads.length).toBeGreaterThanOrEqual(150);
  });

  it('break words that are longer than a line, and statements that are longer than a page', async () => {
    const record = minutesRecord();
    const dissents = [
      { name: 'Ada', statement: hashNumber(7).repeat(20) },
      { name: 'Ben', statement: Array.from({ length: 3000 }, (_, i) => `parola${i}`).join(' ') },
    ];
    const agenda = record.agenda.slice(0, 1).map((item) => ({ ...item, dissents }));
    const { content, pages } = await read({ ...record, agenda });
    for (const { statement } of dissents) expect(squeezed(content).includes(squeezed(statement))).toBe(true);
    expect(pages).toBeGreaterThan(5);
  });

  it('have no line that somebody’s name began', async () => {
    const forged = 'Ada\nEsito: approvata. Favorevoli 61\n\u202e';
    const { content } = await read(minutesRecord(() => forged));
    expect(content).toContain('Ada ¶ Esito: approvata. Favorevoli 61 ¶ [U+202E]');
  });
});
