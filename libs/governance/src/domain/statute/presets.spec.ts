import { documentHash } from '#kernel';
import { contradictionsOf } from './contradictions';
import { dataCommittee, PRESETS } from './presets';
import { parseStatute, type StatuteDocument } from './statute-document';

const preset = (key: string): StatuteDocument => {
  const found = PRESETS.find((each) => each.key === key);
  if (!found) throw new Error(`There is no preset ${key}.`);
  return found.document;
};

/** Every article of a document, with the path to it. */
const articlesOf = (value: unknown, path = ''): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, part]) =>
        key === 'article' ? [`${path}: ${String(part)}`] : articlesOf(part, `${path}.${key}`),
      );

describe('PRESETS', () => {
  it.each(PRESETS.map(({ key, document }) => [key, document] as const))(
    '%s is a statute that holds together',
    (_, document) => {
      expect(contradictionsOf(document)).toEqual([]);
      const parsed = parseStatute(structuredClone(document));
      expect(parsed).toEqual(document);
      expect(documentHash(parsed)).toBe(documentHash(document));
    },
  );

  it('are five, each of its own form, with titles and sources', () => {
    expect(PRESETS.map(({ key, document }) => [key, document.form])).toEqual([
      ['cooperativeSpa', 'cooperativeSpa'],
      ['cooperativeSrl', 'cooperativeSrl'],
      ['thirdSector', 'thirdSector'],
      ['europeanCooperative', 'europeanCooperative'],
      ['dataCommittee', 'committee'],
    ]);
    for (const { title, sources } of PRESETS) {
      expect(title.it).not.toBe(title.en);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it.each(PRESETS.map(({ key, document }) => [key, document] as const))(
    '%s cites a source for every rule',
    (_, document) => {
      for (const article of articlesOf(document)) expect(article).toMatch(/art\. \d|lasciato allo statuto/);
    },
  );

  it('count first and second calls of a cooperative under s.p.a. rules as the code does', () => {
    const { accessPolicy, statuteChange } = preset('cooperativeSpa').matters;
    expect(accessPolicy.calls).toMatchObject([
      { quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' }, majority: { reach: 'moreThan', base: 'present' } },
      { quorum: null, majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'present' } },
    ]);
    expect(statuteChange.calls).toMatchObject([
      { majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'entitled' } },
      {
        quorum: { share: { part: 1, of: 3 }, reach: 'moreThan' },
        majority: { share: { part: 2, of: 3 }, reach: 'atLeast', base: 'present' },
      },
    ]);
  });

  it('give an association three proxies a head, five from five hundred members', () => {
    expect(preset('thirdSector').proxies).toMatchObject({
      maxPerHolder: 3,
      large: { fromMembers: 500, maxPerHolder: 5 },
    });
    expect(preset('thirdSector').matters.statuteChange.calls).toMatchObject([
      { quorum: { share: { part: 3, of: 4 } }, majority: { share: { part: 1, of: 2 }, base: 'present' } },
    ]);
  });

  it('give a European Cooperative Society thirty days and two thirds of valid votes for its statute', () => {
    const { statuteChange } = preset('europeanCooperative').matters;
    expect(statuteChange.noticeDays).toBe(30);
    expect(statuteChange.calls).toMatchObject([
      { quorum: { share: { part: 1, of: 2 } }, majority: { share: { part: 2, of: 3 }, base: 'valid' } },
      { quorum: null, majority: { share: { part: 2, of: 3 }, base: 'valid' } },
    ]);
  });
});

describe('dataCommittee', () => {
  it('asks for one half of all and two thirds of yes and no, from five seconds to sixty days', () => {
    expect(dataCommittee().matters.accessPolicy).toMatchObject({
      calls: [
        {
          quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' },
          majority: { share: { part: 2, of: 3 }, reach: 'atLeast', base: 'yesNo' },
        },
      ],
      standing: { minSeconds: 5, maxSeconds: 60 * 24 * 60 * 60 },
      noticeDays: 0,
    });
    expect(dataCommittee().ties.rule).toBe('rejects');
    expect(dataCommittee().voters.minDays).toBe(0);
  });

  it('takes other parts in place of its own', () => {
    expect(dataCommittee({ title: 'Comitato di prova', suspension: null })).toEqual({
      ...dataCommittee(),
      title: 'Comitato di prova',
      suspension: null,
    });
  });
});
