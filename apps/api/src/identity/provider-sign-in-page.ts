import type { Language } from '#identity';
import type { CommonsError } from '#kernel';
import { inLanguage } from '../errors-in-italian/sentences';
import { markup, page } from '../shared/html';

const WORDS = {
  it: {
    title: 'Entra in Granaio',
    linkTitle: 'Collega un account',
    ask: (provider: string, person: string) =>
      `Chi entrerà con il tuo account di ${provider} entrerà come ${person}. Continua solo se sei tu.`,
    link: 'Collega il mio account',
    onwards: 'Continua da',
    linked: 'Fatto. D’ora in poi puoi entrare anche con questo account.',
    again: 'Torna alla pagina di accesso',
  },
  en: {
    title: 'Sign in to Granaio',
    linkTitle: 'Link an account',
    ask: (provider: string, person: string) =>
      `Whoever signs in with your account at ${provider} will be signed in as ${person}. Go on only if that is you.`,
    link: 'Link my account',
    onwards: 'Continue at',
    linked: 'Done. From now on you can sign in with this account too.',
    again: 'Back to signing in',
  },
} as const;

/** Asks before an account is given to a person, because the address of this page may have come from somebody else. */
export function linkPage(language: Language, names: { provider: string; person: string }, ticket: string): string {
  const words = WORDS[language];
  return page(
    language,
    words.linkTitle,
    markup`<h1>${words.linkTitle}</h1>
      <p>${words.ask(names.provider, names.person)}</p>
      <form method="post" action="/sign-in/oidc/link">
        <input type="hidden" name="ticket" value="${ticket}" /><button>${words.link}</button>
      </form>`,
  );
}

/** Leads away by a link, because a form of ours may lead to ourselves only. */
export function onwardsPage(language: Language, url: string): string {
  const words = WORDS[language];
  return page(
    language,
    words.linkTitle,
    markup`<h1>${words.linkTitle}</h1>
      <p><a href="${url}" rel="noreferrer" autofocus>${words.onwards} ${new URL(url).host}</a></p>`,
  );
}

export function linkedPage(language: Language): string {
  const words = WORDS[language];
  return page(
    language,
    words.linkTitle,
    markup`<h1>${words.linkTitle}</h1>
      <p>${words.linked}</p>`,
  );
}

/** Why somebody was not let in, and what they can do. */
export function refusedPage(language: Language, refusal: CommonsError): string {
  const words = WORDS[language];
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <p>${inLanguage(language, refusal)}</p>
      <p><a href="/sign-in">${words.again}</a></p>`,
  );
}
