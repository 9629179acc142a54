import fc from 'fast-check';
import { askPage, invalidPage, requestPage, signedInPage } from '../identity/sign-in-page';
import { markup, page } from './html';
import { languageOf } from './languages';
import { mailboxPage } from './mailbox-page';
import { upperEnum } from './upper-enum';

describe('markup', () => {
  it('lets no value become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/') }), (value) => {
        expect(markup`<p title="${value}">${value}</p>`.text.replace(/^<p title="|">|<\/p>$/g, '')).not.toMatch(
          /[<>"']/,
        );
      }),
    );
  });

  it('takes markup that a template made, alone or in a list', () => {
    expect(markup`<ul>${['<a>', 'b'].map((word) => markup`<li>${word}</li>`)}</ul>`.text).toBe(
      '<ul><li>&lt;a&gt;</li><li>b</li></ul>',
    );
  });
});

describe('pages', () => {
  const attack = '"><script>alert(1)</script>';
  it.each([
    askPage('it', attack),
    signedInPage('en', { token: attack, expiresAt: new Date('2026-12-22T00:00:00Z'), refreshToken: attack }),
    requestPage('it', [{ id: attack, name: attack, organisation: attack }]),
    mailboxPage([
      { id: '1', at: 'now', to: attack, subject: attack, text: `see https://x.example/${attack} javascript:alert(1)` },
    ]),
    page('en', attack, markup`x`),
  ])('carry no script (%#)', (text) => {
    expect(text).not.toContain('<script');
    expect(text).not.toContain('href="javascript');
  });

  it('speak the language of the reader', () => {
    expect(askPage('it', 'x')).toContain('<html lang="it">');
    expect(invalidPage('en')).toContain('Ask for a new one');
  });

  it('turn the links of a mail into links', () => {
    const text = 'open\n\nhttps://granaio.example/sign-in?token=grl_a&b=c\n\nsoon';
    expect(mailboxPage([{ id: '1', at: 'now', to: 'a@b.c', subject: 's', text }])).toContain(
      '<a href="https://granaio.example/sign-in?token=grl_a&amp;b=c" rel="noreferrer">',
    );
  });
});

describe('languageOf', () => {
  it.each([
    [undefined, 'it'],
    ['', 'it'],
    ['de-DE,fr;q=0.9', 'it'],
    ['en-GB,it;q=0.8', 'en'],
    ['en;q=0.5,it-IT;q=0.9', 'it'],
    ['it;q=0,en;q=0.1', 'en'],
    [';;q=x,,,q=1;en', 'it'],
  ])('of %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('upperEnum', () => {
  it('names the domain’s words as GraphQL does', () => {
    expect(upperEnum(['cooperative', 'socialEnterprise'])).toEqual({
      COOPERATIVE: 'cooperative',
      SOCIAL_ENTERPRISE: 'socialEnterprise',
    });
  });
});
