import fc from 'fast-check';
import type { Inspection, Reading } from '#intake';
import { IntakeFixture } from '../../../intake/test/intake-fixture';
import { assertReading } from './readings';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});

const READING: Reading = {
  ...{ format: 'csv', encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"', comment: null },
  ...{ headerRow: 1, sheet: null, decimalMark: ',', dateOrder: 'dmy' },
};
const INSPECTION: Inspection = {
  ...{ format: 'csv', questions: [], trouble: null },
  candidates: [{ reading: READING, header: [], sample: [], confidence: 100, reasons: [] }],
};

describe('a reading that somebody chose', () => {
  const refusal = (change: Partial<Reading>) => {
    try {
      assertReading({ ...READING, ...change }, INSPECTION);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return null;
  };

  it.each<Partial<Reading>>([
    { format: 'xlsx' },
    ...['', ';;;;', '"', "'", '; "', '\n', '\r'].map((delimiter) => ({ delimiter })),
    ...['', '////', '#"'].map((comment) => ({ comment })),
    ...['', '""', '\n'].flatMap((quote) => [{ quote }, { escape: quote }]),
    { headerRow: 0 },
  ])('is refused where it is %j', (change) => {
    expect(refusal(change)).toBe('READING.INVALID');
  });

  it.each<Partial<Reading>>([
    ...[null, ', ', '::', '||', '<=>', '\t', '\u0001', '🦉'].map((delimiter) => ({ delimiter })),
    ...[null, '#', '//', 'REM'].map((comment) => ({ comment })),
    { quote: null, escape: null },
    { quote: '“', escape: '\\' },
  ])('may be %j, and files are read so', async (change) => {
    expect(refusal(change)).toBeNull();
    const reading = { ...READING, ...change };
    const { delimiter, comment } = reading;
    const lines = [
      ...(comment === null ? [] : [`${comment} nota`]),
      ...['a', 'c'].map((cell) => `${cell}${delimiter ?? ','}b`),
    ];
    const read = await fixture.convert(fixture.file(`${lines.join('\n')}\n`), {
      reading: { ...reading, headerRow: lines.length - 1 },
    });
    expect(read).toMatchObject({ header: ['a', 'b'], rows: [['c', 'b']] });
  });

  it('may be any of those that are offered', async () => {
    const dialect = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|', ':', '^', '~', ' ', ', ', '; '),
      quote: fc.constantFrom('"', "'", ''),
      comment: fc.constantFrom('', '# nota\n', '// nota\n'),
      cell: fc.constantFrom('1.200', 'x\\"y', 'Cantù', 'z'),
    });
    const law = fc.asyncProperty(dialect, async ({ delimiter, quote, comment, cell }) => {
      const row = (...cells: string[]) => cells.map((text) => `${quote}${text}${quote}`).join(delimiter);
      const text = `${comment}${row('codice', 'n')}\n${row('A', cell)}\n${row('B', '3')}\n`;
      const inspection = await fixture.inspect(text);
      expect(inspection.candidates).not.toHaveLength(0);
      for (const { reading } of inspection.candidates) assertReading(reading, inspection);
    });
    await fc.assert(law, { numRuns: 200 });
  });
});
