import type { ContributionId, OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import fc from 'fast-check';
import { assertPublishable, withPart, type Part } from './dataset';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', categories: ['Borgo Po'], disclosureRole: 'dimension' }],
};
const draft = { title: 'Persone seguite', description: 'Una riga a persona.', keywords: ['bisogni'], schema };
const publishing = (changes: Partial<typeof draft>) => () => {
  assertPublishable({ ...draft, ...changes });
};
const withField = (field: Partial<TableSchema['fields'][number]>) => ({
  schema: { fields: [{ ...schema.fields[0], ...field } as TableSchema['fields'][number]] },
});

describe('assertPublishable', () => {
  it('lets a described dataset into the catalogue, line breaks and all', () => {
    expect(publishing({ description: 'Una riga a persona.\n\tCittà Giardino 🏡' })).not.toThrow();
  });

  it.each([
    ['a title of spaces', { title: '     ' }],
    ['a title too long', { title: 'x'.repeat(201) }],
    ['no description', { description: '' }],
    ['too many keywords', { keywords: Array.from({ length: 51 }, (_, i) => `k${i}`) }],
    ['an empty keyword', { keywords: [''] }],
    ['a NUL in the title', { title: 'Per\0sone' }],
    ['half a character in the description', { description: 'Una riga \ud83c a persona.' }],
    ['a NUL in a column’s title', withField({ title: 'Zo\0na' })],
    ['half a character in a category', withField({ categories: ['Borgo Po', '\udfe1'] })],
  ])('refuses %s', (_, changes) => {
    expect(publishing(changes)).toThrow(expect.objectContaining({ code: 'DATASET.INVALID' }));
  });

  it('refuses a dimension without its categories, and names it', () => {
    expect(publishing(withField({ categories: undefined }))).toThrow(
      expect.objectContaining({ code: 'SCHEMA.DIMENSION_WITHOUT_CATEGORIES', details: { columns: ['zone'] } }),
    );
  });

  it('needs no categories where a column is no dimension', () => {
    const age = { name: 'age', type: 'integer' as const, disclosureRole: 'quasiIdentifier' as const };
    expect(publishing({ schema: { fields: [...schema.fields, age] } })).not.toThrow();
  });
});

const part = (organisation: string, minute: number, contribution = `${organisation}${minute}`): Part => ({
  contributionId: contribution as ContributionId,
  organisationId: organisation as OrganisationId,
  fileSha256: `hash of ${contribution}`,
  receivedAt: new Date(minute * 60_000),
});

describe('withPart', () => {
  it('adds the rows of an organisation that had none', () => {
    expect(withPart([part('aurora', 1)], part('dora', 2))).toEqual([part('aurora', 1), part('dora', 2)]);
  });

  it('puts later rows in the place of the same organisation’s earlier ones', () => {
    expect(withPart([part('aurora', 1), part('dora', 2)], part('aurora', 3))).toEqual([
      part('dora', 2),
      part('aurora', 3),
    ]);
  });

  it('does not let a slow check bring earlier rows back', () => {
    const parts = [part('aurora', 3)];
    expect(withPart(parts, part('aurora', 1))).toBe(parts);
  });

  it('changes nothing when the same contribution is added again', () => {
    const parts = [part('aurora', 1)];
    expect(withPart(parts, part('aurora', 1))).toBe(parts);
  });

  const anyParts = fc.array(
    fc
      .tuple(fc.constantFrom('aurora', 'dora', 'sangone'), fc.nat({ max: 5 }), fc.uuid())
      .map(([organisation, minute, id]) => part(organisation, minute, id)),
  );

  it('ends with the latest file of each organisation, in whatever order they were checked', () => {
    fc.assert(
      fc.property(anyParts, fc.infiniteStream(fc.nat()), (files, keys) => {
        const shuffled = files
          .map((file) => ({ file, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ file }) => file);
        const add = (order: readonly Part[]) => new Set(order.reduce<readonly Part[]>(withPart, []));
        expect(add(shuffled)).toEqual(add(files));
        const organisations = new Set(files.map(({ organisationId }) => organisationId));
        expect(add(files).size).toBe(organisations.size);
      }),
    );
  });
});
