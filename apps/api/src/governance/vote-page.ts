import { motionTitle, type BallotPaper, type CastVote } from '#governance';
import type { Preview } from '#extracts';
import type { Language } from '#identity';
import type { CommonsError } from '#kernel';
import { inLanguage } from '../errors-in-italian/sentences';
import { markup, page, type Html } from '../shared/html';
import { previewOf } from './vote-preview';
import { fieldsOf } from './vote-fields';
import { WORDS, type VoteWords } from './vote-words';

const LOCALES: Record<Language, string> = { it: 'it-IT', en: 'en-GB' };

/** The ballot paper: what is voted on, until when, what is kept secret; and a form for each vote that the reader casts. */
export function paperPage(paper: BallotPaper, preview: Preview | null, token: string): string {
  const { ballot, proposal, body, language } = paper;
  const words = WORDS[language];
  const title = motionTitle(proposal.motion);
  return page(
    language,
    title,
    markup`<p>${body} ${words.votes}</p>
<h1>${title}</h1>
<ul>${proposal.sentences[language].map((sentence) => markup`<li>${sentence}</li>`)}</ul>
${preview ? [previewOf(preview, language)] : []}
<p>${until(paper, words)}</p>
<p>${words[ballot.secrecy]}</p>
<p><small>${words.hash}: <code>${ballot.textHash}</code></small></p>
${votesOf(paper, token, words)}`,
  );
}

/** What the voter is told once; the receipt of a secret paper is shown here and nowhere else. */
export function castPage({ receipt }: CastVote, token: string, language: Language): string {
  const words = WORDS[language];
  const told =
    receipt === null
      ? markup`<p>${words.doneOpen}</p>`
      : markup`<p id="hint">${words.doneSecret}</p>
<p><label>${words.receipt} <input readonly autofocus aria-describedby="hint" value="${receipt}" /></label></p>`;
  return page(
    language,
    words.doneTitle,
    markup`<h1>${words.doneTitle}</h1>
<div role="status">${told}</div>
<p>${backLink(token, words)}</p>`,
  );
}

/** Why a vote was not taken, and what the voter can do about it. */
export function failedPage(error: CommonsError, token: string, language: Language): string {
  const words = WORDS[language];
  return page(
    language,
    words.failedTitle,
    markup`<h1>${words.failedTitle}</h1>
<p role="alert">${inLanguage(language, error)}</p>
<p>${error.code === 'BALLOT.LINK_INVALID' ? markup`<a href="/sign-in">${words.signIn}</a>` : backLink(token, words)}</p>`,
  );
}

const backLink = (token: string, words: VoteWords): Html =>
  markup`<a href="/vote?token=${encodeURIComponent(token)}">${words.back}</a>`;

function until({ ballot: { state, closesAt }, timeZone, language }: BallotPaper, words: VoteWords): Html {
  if (state === 'announced') return markup`${words.inAdvance}`;
  if (!closesAt) return markup`${words.untilClosed}`;
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeStyle: 'short', timeZone });
  const told = `${format.format(closesAt)} (${timeZone})`;
  return markup`${words.until} <time datetime="${closesAt.toISOString()}">${told}</time>.`;
}

function votesOf(paper: BallotPaper, token: string, words: VoteWords): Html {
  const { ballot, electors } = paper;
  if (ballot.state === 'closed') return markup`<p role="status">${words.closed}</p>`;
  if (electors.length === 0) return markup`<p role="status">${words.notEntitled}</p>`;
  if (ballot.state === 'announced' && !ballot.rules.remote) return markup`<p role="status">${words.meetingOnly}</p>`;
  return markup`${electors.map((elector) => voteOf(paper, elector, { token, words }))}`;
}

function voteOf(
  { ballot }: BallotPaper,
  { memberId, name, votes, hasVoted }: BallotPaper['electors'][number],
  { token, words }: { readonly token: string; readonly words: VoteWords },
): Html {
  const heading = `${words.voteOf} ${name}${votes > 1 ? ` (${votes} ${words.weight})` : ''}`;
  if (hasVoted) return markup`<article><h2>${heading}</h2><p>${words.alreadyIn}</p></article>`;
  return markup`<article>
<h2 id="of-${memberId}">${heading}</h2>
<form method="post" action="/vote" aria-labelledby="of-${memberId}" autocomplete="off">
<input type="hidden" name="token" value="${token}" />
<input type="hidden" name="member" value="${memberId}" />
<input type="hidden" name="text" value="${ballot.textHash}" />
${fieldsOf(ballot, words)}
<button>${words.cast}</button>
</form>
</article>`;
}
