import type { Language } from '#identity';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ONE_OF_EACH, told } from '../../test/told';
import { NOTIFICATION_KINDS } from './kinds';
import { digestMail, notificationMail } from './notification-mail';
import { OUTCOMES } from './facts';
import { textOf } from './notification-text';

const LANGUAGES: Language[] = ['it', 'en'];
const readerIn = (language: Language) => ({ language, publicUrl: 'https://granaio.example' });
/** Two of everything but the first, of which there is one. */
const [FIRST, ...REST] = ONE_OF_EACH;
const MORNING = FIRST ? [FIRST, ...REST, ...REST] : [];

/** Every mail there is, as its reader gets it: one of each kind, then the mail of a morning. */
const allMails = (language: Language): string =>
  [
    ...ONE_OF_EACH.map((one) => notificationMail(one, readerIn(language))),
    digestMail(MORNING, MORNING.length + 3, readerIn(language)),
  ]
    .map(({ subject, text }) => `=== ${subject}\n\n${text}\n`)
    .join('\n');

describe('mails', () => {
  it('have one of each kind', () => {
    expect(ONE_OF_EACH.map(({ kind }) => kind)).toEqual(NOTIFICATION_KINDS);
  });

  it.each(LANGUAGES)('are, word for word, those beside this test (%s)', (language) => {
    const golden = readFileSync(join(__dirname, `../../test/mails.${language}.txt`), 'utf8');
    expect(allMails(language)).toBe(golden);
  });

  it.each(LANGUAGES)('say every outcome in words (%s)', (language) => {
    const said = OUTCOMES.map((outcome) => textOf(told('grantEnded', { outcome }), language).at(-1));
    expect(new Set(said).size).toBe(OUTCOMES.length);
  });

  it('count one and several', () => {
    const count = (n: number, language: Language) => {
      const mail = digestMail(Array(n).fill(told('applicationSubmitted')), n, readerIn(language));
      return [mail.subject, mail.text.split('\n')[0]];
    };
    expect(count(1, 'it')).toEqual(['Granaio: 1 notifica', '1 richiesta presentata']);
    expect(count(2, 'it')).toEqual(['Granaio: 2 notifiche', '2 richieste presentate']);
    expect(count(1, 'en')).toEqual(['Granaio: 1 notification', '1 application submitted']);
    expect(count(21, 'en')).toEqual(['Granaio: 21 notifications', '21 applications submitted']);
  });

  it('say how many more there are than they show', () => {
    const more = (total: number, language: Language) =>
      digestMail([told('remarkAdded')], total, readerIn(language)).text.match(/^\+ .*$/m)?.[0] ?? null;
    expect(more(1, 'it')).toBeNull();
    expect(more(2, 'it')).toBe('+ 1 altra notifica, qui: https://granaio.example/notifications');
    expect(more(9, 'en')).toBe('+ 8 more notifications, here: https://granaio.example/notifications');
  });

  it('have no line that somebody typed whole, whatever they typed', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(typed, typed, typed, fc.constantFrom(...LANGUAGES), (title, actor, extra, language) => {
        const plain = told('applicationDecided', { title: 'x', actor: 'x', reason: 'x', extra: ['x'] });
        const hostile = told('applicationDecided', { title, actor, reason: extra, extra: [extra] });
        for (const mailOf of [
          (one: typeof plain) => notificationMail(one, readerIn(language)),
          (one: typeof plain) => digestMail([one], 1, readerIn(language)),
        ]) {
          const [mail, expected] = [mailOf(hostile), mailOf(plain)];
          expect(mail.subject).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
          const labels = (text: string) => text.split('\n').map((line) => /^ *(?:- |[^:]*: )?/.exec(line)?.[0]);
          expect(labels(mail.text)).toEqual(labels(expected.text));
        }
      }),
    );
  });

  it('have links that name things and hold no secret', () => {
    const links = LANGUAGES.flatMap(allMails).flatMap((text) => text.match(/https?:\S+/g) ?? []);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) {
      expect(link).toMatch(
        /^https:\/\/granaio\.example\/(applications|datasets|policies|notifications)(\/[0-9a-f-]{36})?/,
      );
      expect(link).not.toMatch(/[?#]|token|gr[a-z]_/);
    }
  });
});
