import type { Language } from './identity';

export const LINK_MINUTES = 15;
export const MAX_LINKS_PER_ADDRESS = 5;
/** A link that the queue could not send for so long is not wanted any more. */
export const MAX_DELAY_MINUTES = 60;

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

type Mail = { readonly subject: string; readonly text: string };

/** The mail that carries a sign-in link, in the reader's language. */
export const signInMail = (language: Language, name: string, link: string): Mail => MAILS[language](name, link);

const MAILS: Record<Language, (name: string, link: string) => Mail> = {
  it: (name, link) => ({
    subject: 'Il tuo collegamento per entrare in Granaio',
    text: `Ciao ${name},

apri questo collegamento entro ${LINK_MINUTES} minuti per entrare:

${link}

Vale una volta sola. Se non l’hai chiesto tu, ignora questo messaggio: senza il collegamento non entra nessuno.
`,
  }),
  en: (name, link) => ({
    subject: 'Your link to sign in to Granaio',
    text: `Hello ${name},

open this link within ${LINK_MINUTES} minutes to sign in:

${link}

It works once. If you did not ask for it, ignore this message: nobody gets in without the link.
`,
  }),
};
