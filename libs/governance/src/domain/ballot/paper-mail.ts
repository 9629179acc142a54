import type { Language } from '#identity';
import type { MailText } from '../mail-text';
import { motionTitle, type Proposal } from '../motion/motion';
import type { Ballot } from './ballot';

/** The ballot paper in a mail: what is voted on, until when, and the link that votes. */
export function paperMail(ballot: Ballot, proposal: Proposal, url: string, language: Language): MailText {
  const say = WORDS[language];
  const title = motionTitle(proposal.motion);
  const lines = [
    say.asked,
    '',
    title,
    '',
    ...proposal.sentences[language],
    '',
    ...ballot.options.map((option, place) => `${place + 1}. ${option}`),
    ...(ballot.closesAt ? [`${say.until}: ${ballot.closesAt.toISOString()}`] : []),
    `${say.hash}: ${ballot.textHash}`,
    say[ballot.secrecy],
    '',
    say.link,
    url,
  ];
  return { subject: `${say.subject}: ${title}`, text: lines.join('\n') };
}

const WORDS = {
  it: {
    subject: 'Si vota',
    asked: 'La sua assemblea vota su questo:',
    until: 'Si vota fino al',
    hash: 'Impronta del testo votato',
    open: 'Il voto è palese.',
    secret: 'Il voto è segreto. Dopo il voto riceverà una frase con cui ritrovare la sua scheda: la conservi.',
    link: 'Con questo collegamento vota, senza altre credenziali. È personale: non lo inoltri.',
  },
  en: {
    subject: 'Your vote is asked',
    asked: 'Your assembly votes on this:',
    until: 'Votes are taken until',
    hash: 'Hash of the text voted on',
    open: 'The vote is open.',
    secret: 'The vote is secret. After you vote you will see a phrase by which you find your paper again: keep it.',
    link: 'This link votes, with no other credentials. It is yours alone: do not forward it.',
  },
} as const;
