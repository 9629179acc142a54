import fc from 'fast-check';
import { separateAssembliesNeeded, separateAssembliesPerhaps } from './separate-assemblies';

const size = (members: number, provinces: number, managements: number) => ({
  ...{ members, provinces, managements },
  form: 'cooperativeSpa' as const,
});

describe('separateAssembliesNeeded', () => {
  it.each([
    ['exactly 3,000 members in two provinces', size(3_000, 2, 1)],
    ['many members in one province', size(9_000, 1, 1)],
    ['exactly 500 members and two managements', size(500, 9, 2)],
    ['nobody', size(0, 0, 0)],
    ['a large association', { ...size(9_000, 9, 9), form: 'thirdSector' as const }],
    ['a large European Cooperative Society', { ...size(9_000, 9, 9), form: 'europeanCooperative' as const }],
    ['a large committee', { ...size(9_000, 9, 9), form: 'committee' as const }],
  ])('does not ask for them: %s', (_, body) => {
    expect(separateAssembliesNeeded(body)).toBeNull();
  });

  it('says why they are needed', () => {
    expect(separateAssembliesNeeded(size(3_001, 2, 1))).toEqual({
      it: 'Servono assemblee separate: i soci sono 3001, più di 3000, e l’attività si svolge in 2 province (art. 2540 co. 2 c.c.).',
      en: 'Separate assemblies are needed: there are 3001 members, more than 3000, and activity in 2 provinces (art. 2540 co. 2 c.c.).',
    });
    expect(separateAssembliesNeeded({ ...size(501, 1, 2), form: 'cooperativeSrl' })?.it).toBe(
      'Servono assemblee separate: i soci sono 501, più di 500, e le gestioni mutualistiche sono 2 (art. 2540 co. 2 c.c.).',
    );
  });

  it('says what it depends on, where nobody wrote that down', () => {
    expect(separateAssembliesPerhaps(500, 'cooperativeSpa')).toBeNull();
    expect(separateAssembliesPerhaps(5_000, 'thirdSector')).toBeNull();
    expect(separateAssembliesPerhaps(501, 'cooperativeSrl')?.en).toBe(
      'There are 501 members: separate assemblies are needed if there is more than one mutual management (art. 2540 co. 2 c.c.).',
    );
    expect(separateAssembliesPerhaps(3_001, 'cooperativeSpa')?.it).toBe(
      'I soci sono 3001: servono assemblee separate se le gestioni mutualistiche sono più di una, o l’attività si svolge in più province (art. 2540 co. 2 c.c.).',
    );
  });

  it('never stops asking for them because a body grows', () => {
    const n = fc.nat(10_000);
    const few = fc.nat(5);
    fc.assert(
      fc.property(n, few, few, n, (members, provinces, managements, more) => {
        const before = separateAssembliesNeeded(size(members, provinces, managements));
        const after = separateAssembliesNeeded(size(members + more, provinces + 1, managements + 1));
        expect(before !== null && after === null).toBe(false);
      }),
    );
  });
});
