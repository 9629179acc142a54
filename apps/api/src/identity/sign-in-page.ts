import type { Language, SessionTokens } from '#identity';
import { dayOf } from '#policy';
import { markup, page } from '../shared/html';

/** One of the ways to sign in without a mail. */
export type ProviderLink = { readonly id: string; readonly name: string; readonly organisation: string };

const WORDS = {
  it: {
    title: 'Entra in Granaio',
    email: 'Il tuo indirizzo di posta',
    send: 'Mandami il collegamento',
    or: 'Oppure entra con l’account della tua organizzazione:',
    sent: 'Se l’indirizzo è nel libro soci, il collegamento è in arrivo. Vale una volta, entro 15 minuti.',
    ask: 'Premi il pulsante per entrare. Il collegamento vale una volta sola.',
    button: 'Entra',
    invalid: 'Questo collegamento è già stato usato, è scaduto o non è mai esistito. Chiedine uno nuovo.',
    done: 'Sei dentro. Questo è il gettone della tua sessione: copialo adesso, non sarà mostrato di nuovo.',
    refresh: 'E questo è il gettone che la rinnova:',
    use: 'I programmi lo inviano nell’intestazione «Authorization: Bearer …». Vale fino al',
  },
  en: {
    title: 'Sign in to Granaio',
    email: 'Your e-mail address',
    send: 'Send me a link',
    or: 'Or sign in with your organisation’s account:',
    sent: 'If the members’ book has this address, a link is on its way. It works once, within 15 minutes.',
    ask: 'Press the button to sign in. The link works once.',
    button: 'Sign in',
    invalid: 'This link was used, has expired or never was. Ask for a new one.',
    done: 'You are signed in. This is the token of your session: copy it now, it will not be shown again.',
    refresh: 'And this is the token that refreshes it:',
    use: 'Programs send it in the header “Authorization: Bearer …”. It works until',
  },
} as const;

/** Asks for the address that a link is to be mailed to, and names the other ways in. */
export function requestPage(language: Language, providers: readonly ProviderLink[]): string {
  const words = WORDS[language];
  const ways = providers.map(
    ({ id, name, organisation }) => markup`<li><a href="/sign-in/oidc/${id}">${name}</a> (${organisation})</li>`,
  );
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <form method="post" action="/sign-in/link">
        <p><label>${words.email} <input type="email" name="email" required autofocus autocomplete="email" /></label></p>
        <button>${words.send}</button>
      </form>
      ${ways.length > 0 ? markup`<p>${words.or}</p><ul>${ways}</ul>` : ''}`,
  );
}

export function sentPage(language: Language): string {
  const words = WORDS[language];
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <p>${words.sent}</p>`,
  );
}

/** Shows the button that uses a link; opening the page uses nothing, because mail scanners open links too. */
export function askPage(language: Language, token: string): string {
  const words = WORDS[language];
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <p>${words.ask}</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="token" value="${token}" /><button>${words.button}</button>
      </form>`,
  );
}

export function invalidPage(language: Language): string {
  const words = WORDS[language];
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <p>${words.invalid}</p>`,
  );
}

export function signedInPage(language: Language, { token, expiresAt, refreshToken }: SessionTokens): string {
  const words = WORDS[language];
  const refresh = refreshToken
    ? markup`<p>${words.refresh}</p>
      <p><input readonly aria-label="refresh token" value="${refreshToken}" /></p>`
    : '';
  return page(
    language,
    words.title,
    markup`<h1>${words.title}</h1>
      <p>${words.done}</p>
      <p><input readonly autofocus aria-label="token" value="${token}" /></p>
      <p>${words.use} ${dayOf(expiresAt)}.</p>
      ${refresh}`,
  );
}
