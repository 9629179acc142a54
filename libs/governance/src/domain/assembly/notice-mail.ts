import type { Language } from '#identity';
import type { MailText } from '../mail-text';
import { motionTitle, type Proposal } from '../motion/motion';
import type { Assembly, AttachedDocument } from './assembly';

/** One item as the notice tells of it; `url` votes before the meeting, where the statute allows that. */
export type NoticeItem = { readonly proposal: Proposal; readonly textHash: string; readonly url: string | null };

/** How instants are told: on the clock of the body. */
export type TellTime = (at: Date) => string;

/** What the notice is of; `documents` are to be read before, each known by its hash. */
export type Notice = {
  readonly assembly: Assembly;
  readonly body: string;
  readonly documents: readonly Pick<AttachedDocument, 'title' | 'sha256'>[];
};

/** The notice of an assembly in plain text: when, where, what is decided on which text, how to take part from afar. */
export function noticeMail(
  { assembly, body, documents }: Notice,
  items: readonly NoticeItem[],
  tell: TellTime,
  language: Language,
): MailText {
  const say = WORDS[language];
  const lines = [
    `${body}: ${assembly.title}`,
    '',
    `${say.first}: ${tell(assembly.firstCallAt)}`,
    ...(assembly.secondCallAt ? [`${say.second}: ${tell(assembly.secondCallAt)}`] : []),
    `${say.place}: ${assembly.place}`,
    ...(assembly.text ? ['', assembly.text] : []),
    '',
    say.agenda,
    ...items.flatMap((item, place) => itemLines(item, place + 1, language)),
    ...(documents.length > 0 ? ['', say.documents] : []),
    ...documents.map(({ title, sha256 }) => `- ${title} (SHA-256 ${sha256})`),
    '',
    `${say.hash}: ${assembly.noticeHash ?? ''}`,
  ];
  return { subject: `${say.subject}: ${assembly.title}`, text: lines.join('\n') };
}

function itemLines({ proposal, textHash, url }: NoticeItem, number: number, language: Language): string[] {
  const say = WORDS[language];
  return [
    '',
    `${number}. ${motionTitle(proposal.motion)}`,
    ...proposal.sentences[language].map((sentence) => `   ${sentence}`),
    `   ${say.text}: ${textHash}`,
    ...(url ? [`   ${say.afar}: ${url}`] : []),
  ];
}

const WORDS = {
  it: {
    subject: 'Convocazione',
    first: 'Prima convocazione',
    second: 'Seconda convocazione',
    place: 'Luogo',
    agenda: 'Ordine del giorno',
    documents: 'Documenti',
    text: 'Impronta del testo',
    afar: 'Per votare a distanza prima della riunione, su questo testo',
    hash: 'Impronta dell’avviso',
  },
  en: {
    subject: 'Notice of assembly',
    first: 'First call',
    second: 'Second call',
    place: 'Place',
    agenda: 'Agenda',
    documents: 'Documents',
    text: 'Hash of the text',
    afar: 'To vote from afar before the meeting, on this text',
    hash: 'Hash of the notice',
  },
} as const;
