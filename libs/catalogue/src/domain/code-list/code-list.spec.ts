import fc from 'fast-check';
import { assertCodes } from './assert-codes';
import { ancestorsOf, type Code, type Level } from './code-list';
import { expandSchema, type NamingSchema } from './expand-schema';

const named = (name: string) => ({ it: name, en: name });
const LEVELS: Level[] = ['section', 'zone', 'district'].map((name) => ({ name, title: named(name) }));
const code = (level: string, code: string, parent: string | null, over: Partial<Code> = {}): Code => ({
  ...{ level, code, parent, labels: named(code), valid: { start: null, end: null }, ...over },
});
const TURIN = [
  ...[code('section', '905', '20'), code('section', '906', '20'), code('section', '1', '1')],
  ...[code('zone', '20', '8'), code('zone', '1', '1'), code('district', '8', null), code('district', '1', null)],
];
const problemsOf = (codes: readonly Code[], levels: readonly Level[] = LEVELS) => {
  try {
    assertCodes(levels, codes);
    return [];
  } catch (error) {
    return (error as { details: { problems: string[] } }).details.problems;
  }
};

describe('assertCodes', () => {
  it('takes a hierarchy in which codes of different levels are called the same', () => {
    expect(problemsOf(TURIN)).toEqual([]);
  });

  it.each([
    ['a gap', [...TURIN, code('section', '907', null)], 'section 907 has no parent'],
    [
      'a parent that is not there',
      [...TURIN, code('section', '907', '21')],
      'section 907 lies in 21, which is not there',
    ],
    ['a parent two levels up', [...TURIN, code('section', '907', '8')], 'section 907 lies in 8, which is not there'],
    ['two parents', [...TURIN, code('section', '905', '1')], 'section 905 has two parents'],
    ['a repeated code', [...TURIN, code('section', '905', '20')], 'section 905 is there twice'],
    ['a parent above the top', [...TURIN, code('district', '9', '8')], 'district 9 names a parent of a coarsest code'],
    ['a strange level', [...TURIN, code('street', '9', '8')], 'street 9 is on a level that there is not'],
    ['a reserved code', [...TURIN, code('district', '_T', null)], 'district _T: _T and _U are reserved'],
    ['spaces around a code', [...TURIN, code('district', ' 9', null)], /no spaces around/],
    [
      'a NUL in a code',
      [...TURIN, code('district', '9\0', null, { labels: named('nove') })],
      /district 9\uFFFD: a code has 1 to 100/,
    ],
    [
      'half a character in a label',
      [...TURIN, code('district', '9', null, { labels: named('\udfe1') })],
      /a label has/,
    ],
    [
      'no English',
      [...TURIN, code('district', '9', null, { labels: { it: 'nove' } })],
      'district 9: it has no label in en',
    ],
    [
      'a hostile language',
      [
        ...TURIN,
        code('district', '9', null, { labels: JSON.parse('{"it":"a","en":"a","__proto__":"x"}') as Code['labels'] }),
      ],
      /two letters/,
    ],
    [
      'no such day',
      [...TURIN, code('district', '9', null, { valid: { start: '2026-02-30', end: null } })],
      /YYYY-MM-DD/,
    ],
    [
      'an end before the start',
      [...TURIN, code('district', '9', null, { valid: { start: '2026-02-02', end: '2026-02-01' } })],
      /first before/,
    ],
  ])('refuses %s', (_, codes, problem) => {
    expect(problemsOf(codes)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });

  it('refuses a level without codes, and two levels of one name', () => {
    expect(problemsOf(TURIN.filter(({ level }) => level === 'district'))).toEqual([
      'level section has no codes',
      'level zone has no codes',
    ]);
    expect(problemsOf(TURIN, [...LEVELS, { name: 'zone', title: named('zona') }])).toContain(
      'two levels have the same name',
    );
  });

  it('reads no further than anybody reads in a list with a problem on each line', () => {
    const bad = Array.from({ length: 100_000 }, (_, at) => code('section', String(at), 'nowhere'));
    expect(problemsOf([...TURIN, ...bad])).toHaveLength(50);
  });

  it('takes 200,000 codes and refuses one more', () => {
    const top = Array.from({ length: 200_001 }, (_, at) => code('district', String(at), null));
    const levels = LEVELS.slice(2);
    expect(() => {
      assertCodes(levels, top.slice(1));
    }).not.toThrow();
    expect(() => {
      assertCodes(levels, top);
    }).toThrow(expect.objectContaining({ code: 'CODELIST.TOO_LONG' }));
  });
});

describe('ancestorsOf', () => {
  const on = (level: string) => TURIN.filter((one) => one.level === level);

  it('climbs over the levels between', () => {
    const districts = ancestorsOf([on('section'), on('zone'), on('district')]);
    expect([...districts]).toEqual([
      ['905', '8'],
      ['906', '8'],
      ['1', '1'],
    ]);
  });

  it('is itself on its own level', () => {
    expect(ancestorsOf([on('zone')])).toEqual(
      new Map([
        ['20', '20'],
        ['1', '1'],
      ]),
    );
  });

  it('gives every code of an accepted hierarchy one code of the coarsest level', () => {
    const anyTree = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 4 }), fc.nat({ max: 2 })), { minLength: 1 });
    fc.assert(
      fc.property(anyTree, (rows) => {
        const codes = new Map<string, Code>();
        for (const [a, b, c] of rows) {
          for (const one of [
            code('district', `${c}`, null),
            code('zone', `${c}.${b}`, `${c}`),
            code('section', `${c}.${b}.${a}`, `${c}.${b}`),
          ])
            codes.set(`${one.level} ${one.code}`, one);
        }
        const all = [...codes.values()];
        expect(problemsOf(all)).toEqual([]);
        const at = (level: string) => all.filter((one) => one.level === level);
        const climbed = ancestorsOf([at('section'), at('zone'), at('district')]);
        for (const { code: section } of at('section')) expect(climbed.get(section)).toBe(section.split('.')[0]);
      }),
    );
  });
});

describe('expandSchema', () => {
  const list = 'l';
  const of = (level: string) => ({ codeList: { list, version: 1, level } });
  const dimension = { type: 'string', disclosureRole: 'dimension' } as const;
  const hierarchies = new Map([
    [
      'l/1',
      {
        levels: ['section', 'zone', 'district'],
        codes: new Map(
          ['section', 'zone', 'district'].map((level) => [level, TURIN.filter((one) => one.level === level)]),
        ),
      },
    ],
  ]);
  const schema: NamingSchema = {
    fields: [
      { name: 'district', ...dimension, ...of('district'), derivedFrom: 'section' },
      { name: 'section', ...dimension, ...of('section') },
      { name: 'zone', ...dimension, ...of('zone'), derivedFrom: 'section' },
    ],
  };

  it('fills in the categories, and which column lies within which', () => {
    expect(
      expandSchema(schema, hierarchies).fields.map(({ name, within, categories }) => [name, within, categories]),
    ).toEqual([
      ['district', undefined, ['8', '1']],
      ['section', 'zone', ['905', '906', '1']],
      ['zone', 'district', ['20', '1']],
    ]);
  });

  it('writes out no schema that is longer than anybody reads, however short it was written', () => {
    const codes = Array.from({ length: 10_000 }, (_, n) => ({ code: String(n), parent: null }));
    const long = new Map([['l/1', { levels: ['zone'], codes: new Map([['zone', codes]]) }]]);
    const wide = (columns: number): NamingSchema => ({
      fields: Array.from({ length: columns }, (_, n) => ({ name: `zone_${String(n)}`, ...dimension, ...of('zone') })),
    });
    expect(expandSchema(wide(10), long).fields).toHaveLength(10);
    expect(() => expandSchema(wide(11), long)).toThrow(expect.objectContaining({ code: 'SCHEMA.TOO_MANY_CATEGORIES' }));
  });

  it('says of each column why its list cannot be used', () => {
    const wrong: NamingSchema = {
      fields: [
        { name: 'a', ...dimension, codeList: { list, version: 2, level: 'zone' } },
        { name: 'b', ...dimension, ...of('street') },
        { name: 'c', type: 'integer', disclosureRole: 'quasiIdentifier', ...of('zone') },
        { name: 'd', ...dimension, ...of('section'), derivedFrom: 'e' },
        { name: 'e', ...dimension, ...of('zone') },
      ],
    };
    expect(() => expandSchema(wrong, hierarchies)).toThrow(
      expect.objectContaining({
        code: 'SCHEMA.CODE_LIST',
        details: {
          problems: [
            { column: 'a', problem: 'there is no such version of a code list' },
            { column: 'b', problem: 'the list has no such level; it has section, zone, district' },
            { column: 'c', problem: 'only text has codes' },
            { column: 'd', problem: 'it is derived from a column that is not finer' },
          ],
        },
      }),
    );
  });
});
