import fc from 'fast-check';
import { dataCommittee, PRESETS } from './presets';
import { cooperativeSpa } from './presets/cooperative-spa';
import { atLeast, call, moreThan } from './presets/rules';
import { thirdSector } from './presets/third-sector';
import { statuteChanges, statuteSentences } from './sentences';
import type { MatterRules, StatuteDocument } from './statute-language';

const LANGUAGES = ['it', 'en'] as const;
const documents = PRESETS.map(({ document }) => document);
const document = fc.constantFrom(...documents);
const all = (rules: MatterRules): StatuteDocument['matters'] => ({
  ...{ accessPolicy: rules, statuteChange: rules, admission: rules },
  ...{ election: rules, other: rules },
});

/** A statute in which every optional rule is given. */
const FULL: StatuteDocument = {
  ...thirdSector,
  form: 'committee',
  votes: {
    legalPersons: { basis: 'shares', unitsPerVote: 1, maxVotes: 2, article: 'art. 1' },
    exchange: { basis: 'exchange', unitsPerVote: 1_000, maxVotes: 9, article: 'art. 2' },
    financing: { basis: 'shares', unitsPerVote: 10, maxVotes: 5, article: 'art. 3' },
  },
  caps: {
    exchangeMember: { share: { part: 1, of: 10 }, article: 'art. 4' },
    exchangeCategory: { share: { part: 3, of: 7 }, article: 'art. 5' },
    financingCategory: { share: { part: 1, of: 4 }, article: 'art. 6' },
  },
  delegates: { membersPerDelegate: 50, article: 'art. 7' },
  matters: { ...thirdSector.matters, other: dataCommittee().matters.other },
};

describe('statuteSentences', () => {
  it('say a committee that votes from afar, in Italian', () => {
    expect(statuteSentences(dataCommittee(), 'it')).toEqual([
      'Il titolo è «Regolamento del comitato dati».',
      'L’organo è un comitato, con le sole regole che si è dato.',
      'Avvisi e verbali sono in italiano; giorni e ore sono quelli di Europe/Rome.',
      'Votano i soci, dal giorno in cui sono nel libro soci; chi è sospeso non vota, chi è moroso vota [regolamento del comitato, art. 1].',
      'Ogni socio ha un voto, salvo dove qui è detto altro.',
      'Nessuno vota per delega.',
      'Per ogni delibera, i partecipanti devono avere almeno la metà dei voti di tutti gli aventi diritto, e la proposta passa se i sì sono almeno due terzi dei sì e dei no, senza contare gli astenuti [regolamento del comitato, art. 3].',
      'Per ogni delibera, il voto è palese e si può dare anche a distanza.',
      'Per ogni delibera, non serve preavviso e si può votare anche fuori riunione, per un tempo da 5 secondi a 60 giorni.',
      'Un avviso troppo breve è ammesso, ma segnalato a tutti [regolamento del comitato, art. 2].',
      'La seconda convocazione, dove è prevista, è in un altro giorno, entro 30 giorni dalla prima [regolamento del comitato, art. 2].',
      'Chi ha un conflitto di interessi lo dichiara e può votare [regolamento del comitato, art. 4].',
      'A parità di sì e di no la proposta è respinta [regolamento del comitato, art. 3].',
      'Una politica sui dati vale al massimo 1096 giorni; il riesame va all’ordine del giorno 180 giorni prima della fine.',
      'In urgenza il presidente può sospendere una politica sui dati; senza ratifica entro 30 giorni la sospensione decade [regolamento del comitato, art. 5].',
      'Sui propri dati l’organo decide da sé, oltre a ciò che decide la federazione.',
      'Una delibera si può impugnare entro 30 giorni [regolamento del comitato, art. 6].',
    ]);
  });

  it('say the calls of a cooperative in English, matters of the same rules together', () => {
    const said = statuteSentences(cooperativeSpa, 'en').filter((sentence) => sentence.includes('call'));
    expect(said).toEqual([
      'For policies on access to data, admissions of members, elections and other resolutions, at the first call those who take part must have at least one half of the votes of all who are entitled, and the motion passes if the votes for it are more than one half of the votes present or represented [art. 2368 co. 1 c.c., sui voti (art. 2538 co. 5 c.c.)].',
      'For policies on access to data, admissions of members, elections and other resolutions, at the second call the body decides however many take part, and the motion passes if the votes for it are more than one half of the votes present or represented [art. 2369 co. 3 c.c., sui voti (art. 2538 co. 5 c.c.)].',
      'For changes of the statute, at the first call those who take part must have more than one half of the votes of all who are entitled, and the motion passes if the votes for it are more than one half of the votes of all who are entitled [art. 2368 co. 2 c.c., sui voti (art. 2538 co. 5 c.c.)].',
      'For changes of the statute, at the second call those who take part must have more than one third of the votes of all who are entitled, and the motion passes if the votes for it are at least two thirds of the votes present or represented [art. 2369 co. 3 c.c., sui voti (art. 2538 co. 5 c.c.)].',
      'The second call, where there is one, is on another day, within 30 days of the first [art. 2369 co. 2 c.c.].',
    ]);
  });

  it('put one in the singular and several in the plural', () => {
    const rule = { membersPerDelegate: 1, article: 'art. 7' };
    const [one, several] = [
      { ...FULL, delegates: rule, challenge: { days: 1, article: 'art. 8' } },
      { ...FULL, delegates: { ...rule, membersPerDelegate: 50 }, challenge: { days: 8, article: 'art. 8' } },
    ].map((statute) => [statuteSentences(statute, 'it'), statuteSentences(statute, 'en')].flat());
    expect(one).toEqual(
      expect.arrayContaining([
        'Si elegge un delegato ogni 1 socio o frazione [art. 7].',
        'One delegate is elected for every 1 member or part of them [art. 7].',
        'Una delibera si può impugnare entro 1 giorno [art. 8].',
        'A resolution may be challenged within 1 day [art. 8].',
        'Una persona giuridica ha un voto, e uno in più ogni 1 quota o azione, fino a 2 voti [art. 1].',
        'I voti di tutti i soci che votano secondo gli scambi mutualistici contano al massimo per 3/7 dei voti presenti o rappresentati [art. 5].',
      ]),
    );
    expect(several).toEqual(
      expect.arrayContaining([
        'Si elegge un delegato ogni 50 soci o frazione [art. 7].',
        'A resolution may be challenged within 8 days [art. 8].',
      ]),
    );
  });

  it('let no title and no article end its quotation', () => {
    const hostile = { days: 9, article: 'art. 1]. Vince sempre il presidente [art. 2' };
    const said = statuteSentences({ ...FULL, title: 'Statuto». Nessuno vota. «', challenge: hostile }, 'it');
    expect(said[0]).toBe("Il titolo è «Statuto'. Nessuno vota. '».");
    expect(said.at(-1)).toBe(
      'Una delibera si può impugnare entro 9 giorni [art. 1). Vince sempre il presidente (art. 2].',
    );
  });

  it.each(LANGUAGES)('are whole sentences, each said once, in %s', (language) => {
    for (const statute of [...documents, FULL]) {
      const said = statuteSentences(statute, language);
      expect(new Set(said).size).toBe(said.length);
      for (const sentence of said) {
        expect(sentence).toMatch(/^\p{Lu}[^\n]*[^.]\.$/u);
        expect(sentence).not.toMatch(/undefined|\bnull\b|NaN|\[object|\s{2}/);
      }
    }
  });
});

describe('statuteChanges', () => {
  it('say only what changes, as it was and as it would be', () => {
    const before = dataCommittee();
    const statuteChange: MatterRules = {
      ...before.matters.statuteChange,
      calls: [call(atLeast(1, 2), moreThan(3, 4), 'present', 'regolamento del comitato, art. 3')],
    };
    const after = dataCommittee({
      matters: { ...before.matters, statuteChange },
      votes: {
        ...before.votes,
        legalPersons: { basis: 'ownMembers', unitsPerVote: 50, maxVotes: 3, article: 'art. 9' },
      },
    });
    expect(statuteChanges(before, after, 'it')).toEqual([
      'Nuovo: Una persona giuridica ha un voto, e uno in più ogni 50 propri associati, fino a 3 voti [art. 9].',
      'Finora: Per le modifiche dello statuto, i partecipanti devono avere almeno la metà dei voti di tutti gli aventi diritto, e la proposta passa se i sì sono almeno due terzi dei sì e dei no, senza contare gli astenuti [regolamento del comitato, art. 3]. ' +
        'D’ora in poi: Per le modifiche dello statuto, i partecipanti devono avere almeno la metà dei voti di tutti gli aventi diritto, e la proposta passa se i sì sono più di tre quarti dei voti presenti o rappresentati [regolamento del comitato, art. 3].',
    ]);
    expect(statuteChanges(after, before, 'en')[0]).toBe(
      'No longer: A legal person has one vote, and one more for every 50 members of its own, up to 3 votes [art. 9].',
    );
  });

  it('say once what changes for all matters alike', () => {
    const before = dataCommittee();
    const after = dataCommittee({ matters: all({ ...before.matters.other, secrecy: 'secret' }) });
    expect(statuteChanges(before, after, 'en')).toEqual([
      'Until now: For every resolution, the vote is open and may be given from afar too. ' +
        'From now on: For every resolution, the vote is secret and may be given from afar too.',
    ]);
  });

  it('are none where only the writing of a share differs', () => {
    const before = dataCommittee();
    const written = call(atLeast(50, 100), atLeast(4, 6), 'yesNo', 'regolamento del comitato, art. 3');
    const after = dataCommittee({ matters: all({ ...before.matters.other, calls: [written] }) });
    expect(statuteChanges(before, after, 'it')).toEqual([]);
  });

  it('are none between a statute and itself, and some between any two', () => {
    fc.assert(
      fc.property(document, document, fc.constantFrom(...LANGUAGES), (before, after, language) => {
        expect(statuteChanges(before, after, language).length === 0).toBe(before === after);
      }),
    );
  });

  it('leave nothing unsaid: the smallest change of any rule shows in both languages', () => {
    for (const original of [dataCommittee(), FULL]) {
      for (const [path, changed] of smallestChanges(original)) {
        for (const language of LANGUAGES) {
          expect({ path, changes: statuteChanges(original, changed, language).length }).not.toEqual({
            path,
            changes: 0,
          });
          expect(statuteSentences(changed, language)).not.toEqual(statuteSentences(original, language));
        }
      }
    }
  });

  it('are both statutes’ own sentences, and no other words', () => {
    fc.assert(
      fc.property(document, document, fc.constantFrom(...LANGUAGES), (before, after, language) => {
        const numbers = (sentences: readonly string[]) => new Set(sentences.join(' ').match(/\[[^\]]*\]/g));
        const known = numbers([...statuteSentences(before, language), ...statuteSentences(after, language)]);
        for (const citation of numbers(statuteChanges(before, after, language))) expect(known).toContain(citation);
      }),
    );
  });
});

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  form: ['committee', 'thirdSector'],
  language: ['it', 'en'],
  timeZone: ['UTC', 'Europe/Riga'],
  who: ['persons', 'organisations', 'delegates'],
  suspended: ['vote', 'excluded'],
  inArrears: ['vote', 'excluded'],
  basis: ['shares', 'ownMembers', 'exchange'],
  base: ['entitled', 'present', 'cast', 'valid', 'yesNo'],
  reach: ['atLeast', 'moreThan'],
  secrecy: ['open', 'secret'],
  tooShort: ['refused', 'marked'],
  office: ['chair', 'board'],
};
const OPPOSITES: Readonly<Record<string, string>> = {
  ...{ declared: 'excluded', excluded: 'declared', rejects: 'chairDecides', chairDecides: 'rejects' },
};

/** Every document that differs from this one in a single leaf, with the path of that leaf. */
function smallestChanges(original: StatuteDocument): readonly (readonly [string, StatuteDocument])[] {
  return leaves(original).flatMap(([path, value]) => {
    const key = path.at(-1) ?? '';
    return othersThan(key, value).map((other) => [path.join('.'), withLeaf(original, path, other)] as const);
  });
}

function othersThan(key: string, value: unknown): readonly unknown[] {
  switch (typeof value) {
    case 'boolean':
      return [!value];
    case 'number':
      // A whole that is larger, a part that is smaller: other shares, and still shares.
      return [value + (key === 'part' ? -1 : 1)];
    case 'string':
      return key === 'rule' ? [OPPOSITES[value]] : (ENUMS[key] ?? [`${value} bis`]).filter((other) => other !== value);
    default:
      return [];
  }
}

function leaves(value: unknown, path: readonly string[] = []): readonly (readonly [readonly string[], unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
}

function withLeaf(original: StatuteDocument, path: readonly string[], value: unknown): StatuteDocument {
  const copy = structuredClone(original);
  const parent = path.slice(0, -1).reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], copy);
  (parent as Record<string, unknown>)[path.at(-1) ?? ''] = value;
  return copy;
}
