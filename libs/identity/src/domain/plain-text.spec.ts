import fc from 'fast-check';
import { checkedDay, checkedName, normaliseEmail } from './plain-text';

describe('normaliseEmail', () => {
  it('knows one spelling for an address', () => {
    expect(normaliseEmail('  Ada.Rossi@Coop.Example ')).toBe('ada.rossi@coop.example');
    expect(normaliseEmail('zoë@example.org')).toBe(normaliseEmail('zoe\u0308@EXAMPLE.org'));
  });

  it.each(['', 'ada', '@b.c', 'a@', 'a b@c.d', 'a@b.c,evil@x.y', 'a@b.c\r\nBcc: e@x.y', 'a@b@c', 'a\0@b.c', '<a@b.c>'])(
    'refuses %j',
    (text) => {
      expect(() => normaliseEmail(text)).toThrow(expect.objectContaining({ code: 'EMAIL.INVALID' }));
    },
  );

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const once = attempt(() => normaliseEmail(email));
        fc.pre(once !== undefined);
        expect(normaliseEmail(once)).toBe(once);
      }),
    );
  });
});

describe('checkedName', () => {
  it('trims, and leaves the writing of the world alone', () => {
    expect(checkedName(' Società Cooperativa 東京 ')).toBe('Società Cooperativa 東京');
  });

  it.each(['', '   ', 'a\nb', 'a\0b', '\u202eexe.txt', 'x'.repeat(201)])('refuses %j', (text) => {
    expect(() => checkedName(text)).toThrow(expect.objectContaining({ code: 'NAME.INVALID' }));
  });
});

describe('checkedDay', () => {
  it('takes days that exist', () => {
    expect(checkedDay('2028-02-29')).toBe('2028-02-29');
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00:00Z', 'oggi'])(
    'refuses %j',
    (text) => {
      expect(() => checkedDay(text)).toThrow(expect.objectContaining({ code: 'DATE.INVALID' }));
    },
  );
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
