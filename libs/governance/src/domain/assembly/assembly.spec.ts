import type { AssemblyId } from '#kernel';
import { assertDraft, assertSitting, assertState, ASSEMBLY_STATES, noticeHash, type Assembly } from './assembly';
import { parseAssembly, parseTitle } from './assembly-input';

const ASSEMBLY = {
  ...{ id: 'a' as AssemblyId, title: 'Assemblea', text: '', place: 'Torino', state: 'convened' },
  ...{ firstCallAt: new Date('2027-04-20T16:00:00Z'), secondCallAt: null },
} as Assembly;
const ITEMS = [
  { place: 1, noticeHash: 'aa' },
  { place: 2, noticeHash: 'bb' },
];
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('the hash of a notice', () => {
  const hash = noticeHash(ASSEMBLY, ITEMS);

  it.each<[string, Partial<Assembly>, typeof ITEMS]>([
    ['title', { title: 'Altra' }, ITEMS],
    ['place', { place: 'Asti' }, ITEMS],
    ['text', { text: 'Si prega di portare il bilancio.' }, ITEMS],
    ['first call', { firstCallAt: new Date('2027-04-20T17:00:00Z') }, ITEMS],
    ['second call', { secondCallAt: new Date('2027-04-21T16:00:00Z') }, ITEMS],
    ['text of an item', {}, [...ITEMS.slice(0, 1), { place: 2, noticeHash: 'cc' }]],
    ['order of the agenda', {}, [...ITEMS].reverse()],
  ])('is another with another %s', (_, change, items) => {
    expect(noticeHash({ ...ASSEMBLY, ...change }, items)).not.toBe(hash);
  });

  it('is the same whatever happens afterwards', () => {
    expect(noticeHash({ ...ASSEMBLY, state: 'closed', minutesHash: 'dd' }, ITEMS)).toBe(hash);
  });
});

describe('an assembly', () => {
  it('is prepared until its notice is out', () => {
    for (const state of ASSEMBLY_STATES) {
      const preparing = () => {
        assertDraft({ ...ASSEMBLY, state });
      };
      if (state === 'draft') expect(preparing).not.toThrow();
      else expect(preparing).toThrow(code('ASSEMBLY.CONVENED'));
    }
  });

  it('sits while a call is open', () => {
    const [openedAt, closedAt] = [new Date('2027-04-20T16:00:00Z'), new Date('2027-04-20T18:00:00Z')];
    const [over, open] = [
      { call: 1, openedAt, closedAt },
      { call: 2, openedAt, closedAt: null },
    ] as const;
    const sitting = { ...ASSEMBLY, state: 'sitting' as const };
    expect(assertSitting({ assembly: sitting, sittings: [over, open] })).toBe(open);
    expect(() => assertSitting({ assembly: sitting, sittings: [over] })).toThrow(code('ASSEMBLY.NOT_SITTING'));
    expect(() => assertSitting({ assembly: ASSEMBLY, sittings: [open] })).toThrow(code('ASSEMBLY.NOT_SITTING'));
  });

  it('says in which state it is, and in which it would have to be', () => {
    expect(() => {
      assertState(ASSEMBLY, 'sitting', 'adjourned');
    }).toThrow('This assembly is convened; this is possible only while it is sitting or adjourned.');
  });
});

describe('what somebody writes to convene one', () => {
  const INPUT = { title: 'Assemblea', text: '', place: 'Torino', firstCall: '2027-04-20T18:00', secondCall: null };

  it('is a title, a place and times, in text that everybody can read', () => {
    expect(parseAssembly({ ...INPUT, title: ' Assemblea ' })).toEqual(INPUT);
    for (const change of [
      { title: 'A' },
      { title: 'Due\nrighe' },
      { place: '' },
      { text: 'a\u0000' },
      { surprise: 1 },
    ]) {
      expect(() => parseAssembly({ ...INPUT, ...change })).toThrow(code('ASSEMBLY.INVALID'));
    }
    expect(parseTitle(' Bilancio 2026.pdf')).toBe('Bilancio 2026.pdf');
    expect(() => parseTitle({})).toThrow(code('ASSEMBLY.INVALID'));
  });
});
