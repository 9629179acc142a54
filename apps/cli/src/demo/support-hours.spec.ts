import { parseTableSchema } from '#warehouse';
import {
  asSpreadsheet,
  asTable,
  LEVELS,
  MAPPING,
  SECTIONS_OF_THE_CITY,
  supportHoursSchema,
  withSlips,
} from './support-hours';

const linesOf = (bytes: Buffer) => bytes.toString('latin1').split(/\r?\n/).slice(0, -1);

describe('supportHours', () => {
  it('says the same in a program’s own words and in the dataset’s', () => {
    const [header, ...own] = linesOf(asSpreadsheet(60, 1)).map((line) => line.split(';'));
    const [, ...table] = linesOf(asTable(60, 1)).map((line) => line.split(','));
    expect(header).toEqual([...MAPPING.columns.map(({ from }) => from), ...MAPPING.ignored]);
    expect(own.map(([section, hours]) => [section, Number(hours?.replace(',', '.'))])).toEqual(
      table.map(([section, hours]) => [section, Number(hours)]),
    );
  });

  it('writes numbers that may be thousands, in every row', () => {
    for (const line of linesOf(asSpreadsheet(600, 3)).slice(1))
      expect(line).toMatch(/^0\d{3};\d{1,2},\d{3};attivit\xe0$/);
  });

  it('adds four slips to a good file', () => {
    const good = linesOf(asTable(12, 1));
    expect(linesOf(withSlips(12)).slice(0, good.length)).toEqual(good);
    expect(linesOf(withSlips(12))).toHaveLength(good.length + 4);
  });

  it('has every section in a district, and a schema that says so', () => {
    const codes = SECTIONS_OF_THE_CITY.split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const districts = codes.filter(([level]) => level === 'district').map(([, code]) => code);
    for (const [level, , parent] of codes) if (level === 'section') expect(districts).toContain(parent);
    const list = '01939b00-0000-7000-8000-0000000000aa';
    const { fields } = parseTableSchema(supportHoursSchema(list));
    expect(fields.map(({ codeList }) => codeList?.level)).toEqual([...LEVELS.map(({ name }) => name), undefined]);
  });
});
