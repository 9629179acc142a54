import fc from 'fast-check';
import { dataset, policyDocument } from '../../test/arbitrary-policy';
import { permitting, rule } from '../../test/documents';
import { abilityOf, allows } from './ability';
import { canMeet, meets } from './conditions';
import type { Where } from './document/where';

const conditions = policyDocument
  .map(({ permissions, prohibitions }) =>
    [...permissions, ...prohibitions].filter(({ subject }) => subject === 'Dataset').map((one) => one.where),
  )
  .filter((all) => all.length > 0);

/** A condition as members could write it. */
const where = (condition: object): Where => {
  const [parsed] = permitting(rule({ where: condition })).permissions;
  return parsed?.where ?? 'everything';
};

describe('meets', () => {
  it('is what the engine decides', () => {
    fc.assert(
      fc.property(conditions, dataset, ([condition], record) => {
        if (condition === undefined || condition === 'everything') return;
        const ability = abilityOf([{ action: 'read', subject: 'Dataset', conditions: condition }]);
        expect(meets(record, condition)).toBe(allows(ability, 'read', 'Dataset', record));
      }),
      { numRuns: 500 },
    );
  });

  it('does not guess where a field was not loaded', () => {
    expect(() => meets({}, where({ contributors: { $lt: 3 } }))).toThrow('contributors was not loaded.');
  });
});

describe('canMeet', () => {
  it('holds wherever there is a record that meets every condition', () => {
    fc.assert(
      fc.property(conditions, dataset, (all, record) => {
        if (all.every((condition) => meets(record, condition))) expect(canMeet('Dataset', all)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('holds nowhere else, of counts and of terms', () => {
    const counts = [{ $eq: 2 }, { $ne: 2 }, { $in: [1, 3] }, { $nin: [0, 1] }, { $lt: 2 }, { $lte: 1 }, { $gt: 1 }];
    const terms = [{ $eq: 'PUBLIC' }, { $ne: 'PUBLIC' }, { $in: ['PUBLIC', 'RESTRICTED'] }, { $nin: ['RESTRICTED'] }];
    const record = (contributors: number, accessRights: string) => ({ contributors, accessRights });
    for (const [one, other, third] of triples(counts)) {
      const all = [one, other, third].map((contributors) => where({ contributors }));
      const found = [0, 1, 2, 3, 4].some((n) => all.every((condition) => meets(record(n, 'PUBLIC'), condition)));
      expect(canMeet('Dataset', all)).toBe(found);
    }
    for (const [one, other, third] of triples(terms)) {
      const all = [one, other, third].map((accessRights) => where({ accessRights }));
      const found = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'].some((term) =>
        all.every((condition) => meets(record(0, term), condition)),
      );
      expect(canMeet('Dataset', all)).toBe(found);
    }
  });

  it('takes fields one by one, and knows that there are no counts below zero', () => {
    const together = (...all: object[]) => canMeet('Dataset', all.map(where));
    expect(together({ contributors: { $lt: 0 } })).toBe(false);
    expect(together({ contributors: { $gt: 3, $lt: 5 } }, { contributors: { $ne: 4 } })).toBe(false);
    expect(together({ contributors: { $gt: 3 } }, { accessRights: { $eq: 'PUBLIC' } })).toBe(true);
    expect(canMeet('Dataset', ['everything', 'everything'])).toBe(true);
  });
});

const triples = <T>(items: readonly T[]) =>
  items.flatMap((one) => items.flatMap((other) => items.map((third) => [one, other, third] as const)));
