import { newId, type FederationId } from '#kernel';
import fc from 'fast-check';
import { checkedFacts, type NotificationFacts } from './facts';
import { someFacts } from '../../test/told';

const facts = (part: Partial<NotificationFacts> = {}) => checkedFacts({ ...someFacts(), ...part });

describe('the facts of a notification', () => {
  it('say nothing of what is not said', () => {
    const { title, subject, federationId } = someFacts();
    const said = checkedFacts({ title, subject, federationId, actor: null, until: undefined, outcome: null });
    expect(JSON.parse(JSON.stringify(said))).toEqual({ title, subject, federationId, extra: [] });
  });

  it('are lines of which everything is seen, and not refused for what somebody typed', () => {
    expect(facts({ title: 'Dati\r\nEsito: approvazione' }).title).toBe('Dati ¶ Esito: approvazione');
    expect(facts({ reason: 'no\u202Eis' }).reason).toBe('no[U+202E]is');
    expect(facts({ title: ' \u2003 ' }).title).toBe('–');
    expect(facts({ extra: ['a\u0000b'] }).extra).toEqual(['a[U+0000]b']);
  });

  it('are as long as a mail can bear', () => {
    const long = facts({ title: '𝔸'.repeat(300), reason: 'x'.repeat(5_000), extra: Array<string>(50).fill('y') });
    expect(long.title).toBe(`${'𝔸'.repeat(199)}…`);
    expect(long.reason).toHaveLength(1_000);
    expect(long.extra).toHaveLength(20);
  });

  it('can be kept and read again as they are, whatever anybody typed', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(typed, typed, (title, actor) => {
        const kept = facts({ title, actor });
        expect(`${kept.title}${kept.actor ?? ''}`).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(checkedFacts(JSON.parse(JSON.stringify(kept)) as NotificationFacts)).toEqual(kept);
      }),
    );
  });

  it.each<[string, object]>([
    ['an id that is none', { subject: { type: 'dataset', id: '1?token=x' } }],
    ['a federation that is none', { federationId: 'x' as FederationId }],
    ['a thing that has no page', { subject: { type: 'ballot', id: newId() } }],
    ['a day that no month has', { until: '2026-02-30' }],
    ['a date in words', { dueAt: 'domani' }],
    ['an outcome nobody knows', { outcome: 'perhaps' }],
    ['a fact more', { link: 'https://example.org' }],
  ])('have no %s', (_, part) => {
    expect(() => facts(part)).toThrow();
  });
});
