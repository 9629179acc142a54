import type { StoredMail } from '#platform';
import { markup, page, type Html } from './html';

/** Every mail that was caught instead of sent, the newest first, with its links to click. */
export function mailboxPage(mails: readonly StoredMail[]): string {
  const articles = [...mails].reverse().map(
    ({ at, to, subject, text }) =>
      markup`<article>
        <h2>${subject}</h2>
        <p>${to}, ${at}</p>
        <pre>${withLinks(text)}</pre>
      </article>`,
  );
  const none = markup`<p>No mail yet. <a href="/sign-in">Ask for a sign-in link.</a></p>`;
  return page(
    'en',
    'Mailbox',
    markup`<h1>Mailbox</h1>
      ${articles.length > 0 ? articles : none}`,
  );
}

/** Odd parts of the split are the links. */
const withLinks = (text: string): Html[] =>
  text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, i) => (i % 2 === 1 ? markup`<a href="${part}" rel="noreferrer">${part}</a>` : markup`${part}`));
