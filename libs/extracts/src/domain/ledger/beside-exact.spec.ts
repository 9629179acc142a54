import { dimension } from '../spec-support';
import { besideExact } from './beside-exact';

const schema = {
  fields: [
    dimension('zone', ['A'], { within: 'district' }),
    dimension('district', ['N']),
    dimension('need', ['casa']),
    dimension('age', ['0-17']),
  ],
};

describe('noise beside exact numbers', () => {
  it.each([
    [['zone'], [], 'free'],
    [['zone'], [['zone']], 'refused'],
    [['zone', 'need'], [['need', 'age']], 'refused'],
    [['zone'], [['district']], 'refused'],
    [['district'], [['age'], ['zone', 'need']], 'refused'],
    [['zone'], [['need'], ['age']], 'withoutTotal'],
    [['zone'], [['a column of an earlier schema']], 'withoutTotal'],
  ] as const)('by %j, where there are exact tables by %j, is %s', (asked, exact, found) => {
    expect(besideExact(schema, asked, exact)).toBe(found);
  });
});
