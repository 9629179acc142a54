import type { Language } from '#identity';
import type { Mail } from '#platform';
import { NOTIFICATION_KINDS } from './kinds';
import type { Notification } from './notification';
import { factLines, headlineOf, textOf } from './notification-text';
import { NOTIFICATIONS_PAGE, pageOf } from './page-of';
import { countOf, WORDS } from './words/words';

/** What a mail says; to whom it goes is known where it is sent. */
type MailText = Omit<Mail, 'to'>;
/** In which language, and what links begin with: the installation's public address. */
export type Reader = { readonly language: Language; readonly publicUrl: string };

/** One notification as a mail of its own: the facts themselves, and a link that names the thing and holds no secret. */
export const notificationMail = (told: Notification, { language, publicUrl }: Reader): MailText => ({
  subject: headlineOf(told, language),
  text: [
    ...textOf(told, language),
    '',
    `${publicUrl}${pageOf(told.facts.subject)}`,
    ...footer({ language, publicUrl }),
  ].join('\n'),
});

/**
 * The mail of a morning: notifications kind by kind, the newest first.
 *
 * @param told at least one
 * @param total how many there are, if the mail shows fewer
 */
export function digestMail(told: readonly Notification[], total: number, { language, publicUrl }: Reader): MailText {
  const { kinds, notifications, more } = WORDS[language];
  const groups = NOTIFICATION_KINDS.flatMap((kind) => {
    const own = told.filter((one) => one.kind === kind);
    return own.length === 0 ? [] : [{ counted: countOf(own.length, kinds[kind].counted, language), own }];
  });
  const left = total - told.length;
  const lines = [
    ...groups.flatMap(({ counted, own }) => [counted, '', ...own.flatMap((one) => item(one, { language, publicUrl }))]),
    ...(left > 0 ? [`+ ${countOf(left, more, language)}: ${publicUrl}${NOTIFICATIONS_PAGE}`] : []),
  ];
  return {
    subject: `Granaio: ${countOf(total, notifications, language)}`,
    text: [...lines, ...footer({ language, publicUrl })].join('\n'),
  };
}

const item = ({ facts }: Notification, { language, publicUrl }: Reader): string[] => [
  ...factLines(facts, language).map((line) => `  ${line}`),
  `  ${publicUrl}${pageOf(facts.subject)}`,
  '',
];

const footer = ({ language, publicUrl }: Reader): string[] => {
  const { link, mute } = WORDS[language].footer;
  return ['', '-- ', link, `${mute}: ${publicUrl}${NOTIFICATIONS_PAGE}`];
};
