import fc from 'fast-check';
import type { CataloguePage, HarvestedDistribution, HarvestedEntry } from './harvested';
import { keysOf, pageKey } from './keys';
import { contentHash, decide, SKIPPED, type Known } from './reconcile';

const BASE = 'https://ours.example';
const NOTHING: Known = { own: new Map(), elsewhere: new Set(), earlier: new Set() };

const entry = (change: Partial<HarvestedEntry> = {}): HarvestedEntry => {
  const uri = change.uri === undefined ? 'https://altro.example/a' : change.uri;
  const [landingPage, derivedFrom] = [change.landingPage ?? null, change.derivedFrom ?? []];
  return {
    ...{ identity: uri ?? 'x', uri, derivedFrom, title: 'Titolo', description: null, publisher: null, keywords: [] },
    ...{ themes: [], licence: null, landingPage, distributions: [], spatial: [], temporal: null, modified: null },
    keys: keysOf({ uri, identifiers: [], landingPage, derivedFrom }),
    ...change,
  };
};
const page = (...entries: HarvestedEntry[]): CataloguePage => ({
  ...{ title: null, entries, unreadable: [], defects: [], next: null },
  counts: { triples: 0, datasets: entries.length, distributions: 0 },
});
const outcomes = (known: Partial<Known>, ...entries: HarvestedEntry[]) =>
  decide(page(...entries), { ...NOTHING, ...known }, BASE).map(({ outcome, reason }) => reason ?? outcome);

describe('what becomes of an entry', () => {
  it('is as it was for whoever stored it before sizes and checksums were asked for', () => {
    const file = {
      title: 'CSV',
      accessUrl: 'https://altro.example/a.csv',
      downloadUrl: null,
      format: 'CSV',
      licence: null,
    };
    const known = (one: object) => contentHash(entry({ distributions: [one as HarvestedDistribution] }));
    expect(known({ ...file, bytes: null, hash: null })).toBe(known(file));
    expect(known({ ...file, bytes: 7, hash: null })).not.toBe(known(file));
  });

  it('is new, changed or as it was, by its content alone', () => {
    const before = entry({ keywords: ['a', 'b'] });
    const own = new Map([[before.identity, contentHash(before)]]);
    expect(outcomes({}, before)).toEqual(['added']);
    expect(outcomes({ own }, entry({ keywords: ['b', 'a'] }))).toEqual(['unchanged']);
    expect(outcomes({ own }, entry({ keywords: ['b'] }))).toEqual(['changed']);
  });

  it('is never added where it is ours, or was taken from us', () => {
    expect(outcomes({}, entry({ uri: `${BASE}/datasets/1` }))).toEqual([SKIPPED.own]);
    expect(outcomes({}, entry({ derivedFrom: [`${BASE}/datasets/1`] }))).toEqual([SKIPPED.derived]);
    expect(outcomes({}, entry({ uri: 'http://OURS.example/datasets/1' }))).toEqual([SKIPPED.own]);
    expect(outcomes({}, entry({ derivedFrom: ['HTTP://ours.example/datasets/1'] }))).toEqual([SKIPPED.derived]);
    expect(outcomes({}, entry({ uri: `${BASE}.evil.example/datasets/1` }))).toEqual(['added']);
  });

  it('is one where another source brought it, however its address is written', () => {
    const elsewhere = new Set(
      keysOf({ uri: 'http://ALTRO.example/a/', identifiers: [], landingPage: null, derivedFrom: [] }),
    );
    expect(outcomes({ elsewhere }, entry())).toEqual([SKIPPED.duplicate]);
    expect(
      outcomes({ elsewhere }, entry({ uri: 'https://x.example/1', derivedFrom: ['https://altro.example/a'] })),
    ).toEqual([SKIPPED.duplicate]);
    expect(outcomes({ elsewhere, own: new Map([['https://altro.example/a', '']]) }, entry())).toEqual(['changed']);
  });

  it('is not recognised by a landing page that others of its catalogue have too', () => {
    const front = 'https://portal.example/';
    const elsewhere = new Set([pageKey(front)]);
    const [one, other] = ['a', 'b'].map((name) => entry({ uri: `https://altro.example/${name}`, landingPage: front }));
    expect(outcomes({ elsewhere }, one as HarvestedEntry)).toEqual([SKIPPED.duplicate]);
    expect(outcomes({ elsewhere }, one as HarvestedEntry, other as HarvestedEntry)).toEqual(['added', 'added']);
  });

  it('comes to rest: what was kept is unchanged the next time, whatever it is', () => {
    const any = fc.uniqueArray(fc.record({ name: fc.webPath(), title: fc.string(), keywords: fc.array(fc.string()) }), {
      selector: ({ name }) => name,
    });
    fc.assert(
      fc.property(any, (entries) => {
        const read = page(
          ...entries.map(({ name, ...rest }) => entry({ uri: `https://altro.example/${name}`, ...rest })),
        );
        const kept = decide(read, NOTHING, BASE).flatMap(({ identity, hash }) =>
          hash ? [[identity, hash] as const] : [],
        );
        const again = decide(read, { ...NOTHING, own: new Map(kept) }, BASE);
        expect(again.filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'skipped')).toEqual([]);
      }),
    );
  });

  it('is told apart by names that are one in the whole world, and by no others', () => {
    const keys = (identifier: string) =>
      keysOf({ uri: null, identifiers: [identifier], landingPage: null, derivedFrom: [] }).length;
    expect(['1', 'dataset', 'ds 1'].map(keys)).toEqual([0, 0, 0]);
    const worldWide = ['c_a182:alberi', 'https://x.example/1', '10.1234/abc', '9df8df51-63db-37a8-e044-0003ba9b0d98'];
    expect(worldWide.map(keys)).toEqual([1, 1, 1, 1]);
  });
});
