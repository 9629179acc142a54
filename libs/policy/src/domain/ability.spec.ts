import { idOf } from '../../test/arbitrary-policy';
import { abilityOf, decisive, levelOf, type AbilityRule } from './ability';

const reading = (conditions: object, inverted = false) =>
  ({ action: 'read', subject: 'Dataset', conditions, inverted }) as AbilityRule;
const decisiveOf = (rules: readonly AbilityRule[]) =>
  decisive(levelOf(rules), 'read', 'Dataset').map(({ permits, conditions }) => ({ permits, conditions }));

describe('decisive', () => {
  it('names at once all values of one field that permissions name, else alike', () => {
    const [one, two, three] = [idOf(1), idOf(2), idOf(3)];
    const home = { federationId: { $eq: idOf(9) } };
    const rules = [
      reading({ publisherId: { $eq: one }, ...home }),
      reading({ ...home, publisherId: { $in: [two, one] } }),
      reading({ publisherId: { $eq: three }, accessRights: { $eq: 'PUBLIC' }, ...home }),
      reading({ publisherId: { $ne: three }, ...home }),
    ];
    const conditions = decisiveOf(rules).map((rule) => rule.conditions);
    expect(conditions).toHaveLength(3);
    expect(conditions).toContainEqual({ ...home, publisherId: { $in: [two, one] } });
  });

  it('never puts a permission and a prohibition together', () => {
    const rules = [reading({ id: { $eq: idOf(21) } }), reading({ id: { $eq: idOf(22) } }, true)];
    expect(decisiveOf(rules).map(({ permits }) => permits)).toEqual([false, true]);
  });

  it('is made once', () => {
    const level = levelOf([reading({ id: { $eq: idOf(21) } })]);
    expect(decisive(level, 'read', 'Dataset')).toBe(decisive(level, 'read', 'Dataset'));
  });

  it('knows no rule without conditions, which CASL would let match everything', () => {
    const ability = abilityOf([{ action: 'read', subject: 'Dataset' }]);
    expect(() => decisive(ability.federation, 'read', 'Dataset')).toThrow('A rule has no conditions.');
  });
});
