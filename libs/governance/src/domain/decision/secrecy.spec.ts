import { secrecyWarnings, type SecrecyFacts } from './secrecy';

const hidden: SecrecyFacts = { electorate: 40, voters: null, classes: [{ key: '1', members: 40 }], unanimous: false };
const codes = (facts: Partial<SecrecyFacts>) => secrecyWarnings({ ...hidden, ...facts }).map(({ code }) => code);

describe('secrecy warnings', () => {
  it('are none where each vote is hidden among three or more', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ voters: 3 })).toEqual([]);
  });

  it('say before the vote that the electorate is too small, and after it that too few came', () => {
    expect(secrecyWarnings({ ...hidden, electorate: 2 })).toEqual([
      {
        code: 'SECRECY.TOO_FEW',
        it: 'Possono votare solo 2 soci: con meno di 3 il risultato rivela i singoli voti.',
        en: 'Only 2 members may vote: with fewer than 3 the result gives away how each one voted.',
      },
    ]);
    expect(secrecyWarnings({ ...hidden, voters: 1 })[0]).toMatchObject({
      it: 'Ha votato solo 1 socio: con meno di 3 il risultato rivela i singoli voti.',
      en: 'Only 1 member voted: with fewer than 3 the result gives away how each one voted.',
    });
    expect(codes({ voters: 0, unanimous: true })).toEqual([]);
  });

  it('say which papers stand out by their weight', () => {
    const classes = [
      { key: '1', members: 37 },
      { key: '3', members: 2 },
      { key: '5', members: 1 },
    ];
    const found = secrecyWarnings({ ...hidden, classes });
    expect(found.map(({ code }) => code)).toEqual(['SECRECY.SMALL_CLASS', 'SECRECY.SMALL_CLASS']);
    expect(found[1]?.en).toBe('Only 1 member is in the class of votes “5”: what a paper weighs may tell whose it is.');
    expect(found[0]?.it).toMatch(/^Solo 2 soci sono nella classe di voti «3»:/);
  });

  it('say that unanimity tells all', () => {
    expect(codes({ voters: 12, unanimous: true })).toEqual(['SECRECY.UNANIMOUS']);
    expect(codes({ voters: 2, unanimous: true })).toEqual(['SECRECY.TOO_FEW', 'SECRECY.UNANIMOUS']);
  });
});
