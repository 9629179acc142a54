import { CommonsError, missing } from '#kernel';
import { ThrownCodes } from '../../../../test/support/thrown-codes';
import { PHRASES } from './problem-phrases';
import { problemInItalian } from './problems';
import { IN_ITALIAN, inLanguage } from './sentences';

/** Codes that stand in no constructor: what protocols call theirs, limits by their name, defects. */
const MADE_ELSEWHERE = [
  'INTERNAL',
  ...[
    'BAD_REQUEST',
    'NOT_VALID',
    'OPERATION_UNKNOWN',
    'PERSISTED_QUERY_NOT_SUPPORTED',
    'SYNTAX',
    'VARIABLES_INVALID',
  ].map((reason) => `GRAPHQL.${reason}`),
  ...[400, 405, 406, 408, 414, 415, 431].map((status) => `HTTP.${status}`),
  ...['ALIASES', 'COST', 'DEPTH', 'DIRECTIVES'].map((what) => `LIMIT.${what}`),
];

/** Where a code is not written: errors of another process handed on, those of protocols, and the refusals that are read apart. */
const NOT_WRITTEN = [
  'apps/api/src/shared/format-error.ts',
  'apps/api/src/shared/http-errors.ts',
  'apps/api/src/shared/limits.ts',
  'libs/extracts/src/domain/errors.ts',
  'libs/kernel/src/commons-error.ts',
];

/** Details that are neither names nor numbers. */
const SHAPES: Readonly<Record<string, unknown>> = {
  alternative: { purposes: ['AcademicResearch'], dimensions: ['district'], measures: ['hours'] },
  changes: [{ column: 'hours', what: 'removed' }],
  contradictions: [{ path: 'matters', it: 'Manca il quorum.', en: 'There is no quorum.' }],
  items: [{ item: 0, code: 'EXTRACT.NO_POLICY', message: 'No policy.', alternative: null }],
  offices: 'chair',
  issues: [{ path: 'fields.0', message: 'is odd' }],
  problems: [{ path: 'title', problem: 'is odd' }],
};
const SEVERAL = /^(columns|known|levels|measures|possible|roles|why)$/;
const BROKEN = /\b(undefined|null|NaN)\b|\[object| {2}|\.\.$/;

/** Quantiles are `asked` for by their names, all else by its number. */
const valueOf = (code: string, name: string): unknown => {
  const isList = SEVERAL.test(name) || (name === 'asked' && code.startsWith('QUANTILE.'));
  return SHAPES[name] ?? (isList ? ['one', 'two'] : 7);
};

describe('errors in Italian', () => {
  const thrown = new ThrownCodes();

  it('has a sentence for every code that can be thrown, and for no other', () => {
    expect(Object.keys(IN_ITALIAN).sort()).toEqual([...new Set([...thrown.codes.keys(), ...MADE_ELSEWHERE])].sort());
  });

  it('knows every place where a code is not written out', () => {
    expect([...thrown.unread].sort()).toEqual(NOT_WRITTEN);
  });

  it.each(Object.entries(IN_ITALIAN))('%s is a sentence, of details that it has', (code, words) => {
    const known = thrown.codes.get(code);
    const read = new Set<string>();
    const details = new Proxy({}, { get: (_, name: string) => (read.add(name), valueOf(code, name)) });
    const said = typeof words === 'string' ? words : words(details, 'In English.');
    expect(said).toMatch(/^([A-ZÈ7“]|one ).*[.!?”)…]$/su);
    expect(said).not.toMatch(BROKEN);
    if (known) expect([...known]).toEqual(expect.arrayContaining([...read]));
  });

  it.each(Object.entries(IN_ITALIAN))('%s breaks nothing where details lack', (_, words) => {
    const said = typeof words === 'string' ? words : words({ items: [], changes: [], contradictions: [] }, '');
    expect(said).not.toMatch(/undefined|NaN|\[object/);
  });

  it('says numbers, days and lists as Italian does', () => {
    const say = (code: string, details: object) =>
      inLanguage('it', new CommonsError('refused', code, 'English.', { ...details }));
    expect(say('EXTRACT.TOO_MANY_CELLS', { cells: 2_000_000, most: 1_000 })).toContain('2.000.000 celle');
    expect(say('DATASET.WITHDRAWN', { withdrawnAt: '2026-11-22T10:00:00.000Z' })).toContain('il 22 novembre 2026:');
    expect(say('EXTRACT.CROSSED_HIERARCHIES', { columns: ['a', 'b'], within: null })).toMatch(/^a e b stanno/);
    expect(say('NEWER.CODE', {})).toBe('English.');
  });

  it('says what was kept without its details in Italian only where the sentence needs none', () => {
    const kept = (code: string) => inLanguage('it', { code, message: 'As it was said.' });
    expect(kept('EXTRACT.NO_POLICY')).toBe('Nessuna regola in vigore Le consente questo uso del dataset.');
    expect(kept('EXTRACT.TOO_MANY_CELLS')).toBe('As it was said.');
  });

  it('tells a refusal that items carry by its own code', () => {
    const items = [
      { item: 0, code: 'EXTRACT.NO_POLICY', message: 'No policy.', alternative: null },
      { item: 1, code: 'EXTRACT.OUTSIDE_POLICY', message: 'Outside.', alternative: SHAPES['alternative'] },
    ];
    expect(inLanguage('it', new CommonsError('refused', 'APPLICATION.REFUSED', 'English.', { items }))).toBe(
      'Le regole in vigore non consentono tutto. Voce 1: Nessuna regola in vigore Le consente questo uso del dataset. ' +
        'Voce 2: Le regole in vigore non comprendono tutto ciò che ha chiesto. Consentono: ricerca accademica, per district, con hours.',
    );
  });

  it('says one thing of what is not there and of what may not be known', () => {
    const nouns = [...thrown.codes.keys()].filter((code) => code.endsWith('.MISSING') && code !== 'KEY.MISSING');
    for (const code of nouns) {
      const noun = code.replace('.MISSING', '').toLowerCase();
      expect(inLanguage('it', missing(noun, '7'))).toMatch(/^Non c’è nessun[oa]? .+ 7 che Lei possa vedere\.$/u);
    }
    expect(nouns.length).toBeGreaterThan(40);
  });
});

describe('problemInItalian', () => {
  it.each([
    ['nothing is marked; mark at least one option, or vote blank', /^nulla è segnato; segni almeno/],
    ['a score is a whole number from 0 to 10; correct it', /^un punteggio è un numero intero da 0 a 10;/],
    ['its reason has 1 to 2,000 characters, and no control characters', /da 1 a 2\.000 caratteri/],
    [
      'title: Too small: expected string to have >=3 characters; place: holds invisible characters',
      /^title: ha almeno 3 caratteri; place: contiene/,
    ],
    [
      '2 contributors have refused consent, and 1 contributor has not answered yet',
      /^2 contributori hanno negato .+ e 1 non ha/,
    ],
    ['2 reviewers must be asked, and all who are must answer', /^servono 2 revisori, e tutti/],
    ['1 reviewer must be for it, and 0 are', /^serve 1 revisore favorevole, e ce ne sono 0/],
    ['more reviewers must be for it than against', /^i revisori favorevoli devono/],
    ['the members have not voted on it yet', /^i soci non/],
    ['the members’ vote came out inquorate', /^al voto dei soci è mancato/],
    ['it is brand new.', /^“it is brand new” \(in inglese\)$/],
  ])('says %j', (english, italian) => {
    expect(problemInItalian(english)).toMatch(italian);
  });

  it('has a blank in Italian for each that is in English, in the same order', () => {
    const blanks = (text: string) => text.replace(/[^#*]/g, '');
    for (const [english, italian] of Object.entries(PHRASES)) expect(blanks(italian)).toBe(blanks(english));
  });

  it('answers in time to whatever was sent', () => {
    const hostile = 'a: '.repeat(30_000) + '; '.repeat(30_000) + '9,'.repeat(30_000);
    expect(problemInItalian(hostile)).toContain('(in inglese)');
  });
});
