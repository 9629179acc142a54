import type { Preview } from '#extracts';
import type { Language } from '#identity';
import { markup, type Html } from '../shared/html';

type Words = {
  readonly title: string;
  readonly replayed: (requests: number, isComplete: boolean) => string;
  readonly access: (changes: number) => string;
  readonly granted: (requests: number) => string;
  readonly refused: (requests: number) => string;
  readonly terms: (requests: number) => string;
  readonly open: (requests: number) => string;
  readonly lost: (releases: number) => string;
  readonly nothing: string;
};

const it = (count: number, one: string, many: string) => (count === 1 ? one : many.replace('#', `${count}`));

const WORDS: Record<Language, Words> = {
  it: {
    title: 'Che cosa cambierebbe',
    replayed: (n, whole) =>
      `${whole ? 'Tutte le' : 'Le più recenti'} richieste del passato (${n}) sono state provate con questo testo.`,
    access: (n) => it(n, 'Un accesso ai dataset cambierebbe.', '# accessi ai dataset cambierebbero.'),
    granted: (n) => it(n, 'Una richiesta respinta sarebbe accolta.', '# richieste respinte sarebbero accolte.'),
    refused: (n) => it(n, 'Una richiesta accolta sarebbe respinta.', '# richieste accolte sarebbero respinte.'),
    terms: (n) => it(n, 'Per una richiesta cambierebbero le soglie.', 'Per # richieste cambierebbero le soglie.'),
    open: (n) => it(n, 'Una di esse è ancora aperta.', '# di esse sono ancora aperte.'),
    lost: (n) => it(n, 'Un estratto non si potrebbe più scaricare.', '# estratti non si potrebbero più scaricare.'),
    nothing: 'Per le richieste del passato non cambierebbe nulla.',
  },
  en: {
    title: 'What would change',
    replayed: (n, whole) => `${whole ? 'All' : 'The newest'} past requests (${n}) were tried under this text.`,
    access: (n) => it(n, 'One access to a dataset would change.', '# accesses to datasets would change.'),
    granted: (n) => it(n, 'One refused request would be granted.', '# refused requests would be granted.'),
    refused: (n) => it(n, 'One granted request would be refused.', '# granted requests would be refused.'),
    terms: (n) => it(n, 'For one request the thresholds would change.', 'For # requests the thresholds would change.'),
    open: (n) => it(n, 'One of them is still open.', '# of them are still open.'),
    lost: (n) => it(n, 'One release could no longer be downloaded.', '# releases could no longer be downloaded.'),
    nothing: 'For past requests nothing would change.',
  },
};

/** What adopting a policy would change, in a few lines: the whole list is `Proposal.preview`. */
export function previewOf(preview: Preview, language: Language): Html {
  const say = WORDS[language];
  const { becomeGranted, becomeRefused, termsChange, openChanged, releasesLost } = preview.counts;
  const lines = [
    ...(preview.accessTotal > 0 ? [say.access(preview.accessTotal)] : []),
    ...(becomeGranted > 0 ? [say.granted(becomeGranted)] : []),
    ...(becomeRefused > 0 ? [say.refused(becomeRefused)] : []),
    ...(termsChange > 0 ? [say.terms(termsChange)] : []),
    ...(openChanged > 0 ? [say.open(openChanged)] : []),
    ...(releasesLost > 0 ? [say.lost(releasesLost)] : []),
    ...(preview.extractsTotal === 0 ? [say.nothing] : []),
  ];
  return markup`<section aria-labelledby="preview"><h2 id="preview">${say.title}</h2>
<p>${say.replayed(preview.replayed, preview.isComplete)}</p>
<ul>${lines.map((line) => markup`<li>${line}</li>`)}</ul></section>`;
}
