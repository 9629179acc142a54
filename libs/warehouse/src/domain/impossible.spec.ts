import { CommonsError } from '#kernel';
import { rowRulesOf } from './impossible';
import { ruleText } from './row-rule-issues';
import { parseTableSchema } from './table-schema';

const fields = [
  { name: 'sex', type: 'string', disclosureRole: 'dimension', categories: ['F', 'M'] },
  { name: 'state', type: 'string', disclosureRole: 'sensitive', categories: ['pregnant', 'none'] },
  { name: 'zone', type: 'string', disclosureRole: 'dimension' },
  { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
];
const pregnantMan = { fields: { sex: 'M', state: 'pregnant' } };

function issues(extra: object): unknown {
  try {
    parseTableSchema({ fields, ...extra });
    return 'accepted';
  } catch (error) {
    return error instanceof CommonsError ? JSON.stringify(error.details) : error;
  }
}

describe('combinations that nobody can have', () => {
  it('are rules for each row', () => {
    const schema = parseTableSchema({ fields, impossible: [pregnantMan] });
    expect(rowRulesOf(schema).map(ruleText)).toEqual(['state = "pregnant" ⇒ sex != "M"']);
  });

  it.each<[string, object, string]>([
    ['an unknown field', { impossible: [{ fields: { sex: 'M', age: 'old' } }] }, 'impossible.0.fields.age'],
    ['a field without categories', { impossible: [{ fields: { sex: 'M', zone: 'a' } }] }, 'impossible.0.fields.zone'],
    ['no category', { impossible: [{ fields: { sex: 'X', state: 'none' } }] }, 'impossible.0.fields.sex'],
    ['one field', { impossible: [{ fields: { sex: 'M' } }] }, 'impossible.0.fields'],
    ['a repetition', { impossible: [pregnantMan, pregnantMan] }, 'impossible.1'],
    ['a key of persons that is no pseudonym', { personKey: 'zone' }, 'personKey'],
    ['a key of persons that is nothing', { personKey: 'who' }, 'personKey'],
  ])('refuses %s, naming the place', (_, extra, path) => {
    expect(issues(extra)).toContain(`"path":"${path}"`);
  });

  it('accepts a pseudonym as the key of persons, which every row then has', () => {
    expect(issues({ personKey: 'person' })).toBe('accepted');
  });
});
