import { checkHierarchy, hierarchyOf } from './hierarchy';

const broken = (why: string, details: object = {}) =>
  expect.objectContaining({
    ...{ code: 'MICRODATA.BROKEN_HIERARCHY', kind: 'invalid', message: expect.stringContaining(why) as string },
    details: expect.objectContaining({ column: 'zone', ...details }) as object,
  }) as Error;

describe('hierarchyOf', () => {
  it('numbers values and the groups of each level', () => {
    const { values, levels, labels } = hierarchyOf('zone', [
      ['Aurora', 'North', '*'],
      ['Barriera', 'North', '*'],
      ['Mirafiori', 'South', '*'],
    ]);
    expect({ values, levels: levels.map((level) => [...level]), labels }).toEqual({
      ...{
        values: 3,
        levels: [
          [0, 0, 1],
          [0, 0, 0],
        ],
      },
      labels: [['Aurora', 'Barriera', 'Mirafiori'], ['North', 'South'], ['*']],
    });
  });

  it('takes a group that is its own part, as places without parts are', () => {
    expect(
      hierarchyOf('zone', [
        ['A', 'A', '*'],
        ['B', 'B', '*'],
      ]).levels,
    ).toHaveLength(2);
  });

  it.each<[string, string[][], string, object]>([
    ['nothing', [], 'no values', {}],
    [
      'a path that ends early',
      [
        ['A', 'N', '*'],
        ['B', 'N'],
      ],
      'a gap',
      { value: 'B' },
    ],
    ['a level without a name', [['A', '', '*']], 'a gap', { value: 'A' }],
    [
      'a value twice',
      [
        ['A', 'N'],
        ['B', 'N'],
        ['A', 'S'],
      ],
      'overlaps',
      { value: 'A' },
    ],
    [
      'a group within two',
      [
        ['A', 'N', 'X'],
        ['B', 'N', 'Y'],
      ],
      'overlaps',
      { group: 'N', level: 1 },
    ],
    ['a group above itself', [['A', 'N', 'A']], 'a loop', { value: 'A', group: 'A' }],
    ['a loop further up', [['A', 'N', 'X', 'N']], 'a loop', { group: 'N' }],
  ])('refuses %s', (_, paths, why, details) => {
    expect(() => hierarchyOf('zone', paths)).toThrow(broken(why, details));
  });
});

describe('checkHierarchy', () => {
  const check = (codes: number[], levels: number[][]) => () => {
    checkHierarchy({
      ...{ name: 'zone', codes: Uint32Array.from(codes) },
      hierarchy: { values: 3, levels: levels.map((level) => Uint32Array.from(level)) },
    });
  };

  it('takes levels that join whole groups', () => {
    expect(
      check(
        [0, 2],
        [
          [0, 0, 1],
          [0, 0, 0],
        ],
      ),
    ).not.toThrow();
  });

  it('refuses a value that is not listed, a value without a group, and a group in two', () => {
    expect(check([0, 3], [[0, 0, 1]])).toThrow(broken('a gap'));
    expect(check([0], [[0, 0]])).toThrow(broken('a gap', { level: 1 }));
    expect(check([0], [[0, 0, 7]])).toThrow(broken('a gap', { level: 1 }));
    expect(
      check(
        [0],
        [
          [0, 0, 1],
          [0, 1, 1],
        ],
      ),
    ).toThrow(broken('overlaps', { level: 1, group: 0 }));
  });
});
