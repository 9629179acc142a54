import type { Language } from '#identity';
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

/** What our refusals say in Italian; in English they speak for themselves. */
const REFUSALS_IT: Readonly<Record<string, string>> = {
  'SIGN_IN.STATE_INVALID':
    'Questo accesso è iniziato in un altro browser, è già concluso o ha richiesto più di 10 minuti. Ricomincia.',
  'SIGN_IN.DECLINED':
    'Il fornitore d’identità non ti ha fatto entrare, o hai cambiato idea. Ricomincia, o usa la posta.',
  'SIGN_IN.NOT_PROVEN':
    'La risposta del fornitore d’identità non dimostra chi sei. Ricomincia; se succede ancora, dillo al referente.',
  'PROVIDER.UNAVAILABLE': 'Il fornitore d’identità non risponde come dovrebbe. Riprova, o entra con un collegamento.',
  'IDENTITYPROVIDER.MISSING': 'Questo fornitore d’identità non esiste, o non è più in uso.',
  'ACCOUNT.MAIL_UNVERIFIED':
    'Il tuo fornitore d’identità non ha verificato il tuo indirizzo di posta. Verificalo lì, poi torna a entrare.',
  'ACCOUNT.NO_ROLE':
    'Qui non sei ancora conosciuto, e il tuo fornitore d’identità non ti dà un ruolo nella sua organizzazione. Chiedi al referente.',
  'ACCOUNT.LINK_FIRST':
    'Qualcuno con il tuo indirizzo è già nel libro soci. Entra con il collegamento per posta, e collega da lì questo account.',
  'ACCOUNT.TAKEN': 'Questo account fa già entrare un’altra persona. Scollegalo prima da lì, o usane un altro.',
};

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
export function refusedPage(language: Language, refusal: { code: string; message: string }): string {
  const words = WORDS[language];
  const text = language === 'it' ? (REFUSALS_IT[refusal.code] ?? refusal.message) : refusal.message;
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <p>${text}</p>
      <p><a href="/sign-in">${words.again}</a></p>`,
  );
}
