import { becauseOfEach, day, text, type Sentences } from './words';

/** What a policy to import may have too much of. */
const SIZES: Readonly<Record<string, string>> = {
  bytes: 'byte',
  statements: 'affermazioni',
  levels: 'livelli, uno dentro l’altro',
  values: 'valori',
  terms: 'termini propri nei suoi contesti',
  valuesEach: 'valori di una proprietà',
  contexts: 'contesti',
};

export const POLICY: Sentences = {
  'POLICY.FORBIDDEN': 'Le regole in vigore non Le consentono di farlo.',
  'POLICY.INVALID': ({ problems }) => `Queste regole non si possono mettere ai voti. ${becauseOfEach(problems)}.`,
  'POLICY.NOT_IN_FORCE': 'Queste regole non sono più in vigore.',
  'POLICY.NOT_ITS_OWN': ({ subject, path }) =>
    `Le regole di un’organizzazione decidono solo sui suoi dataset e contributi; ${text(path)} riguarda ${text(subject)}. Va tolto, o proposto alla federazione.`,
  'POLICY.NOT_PERMITTED': 'Nessuna regola in vigore lo consente.',
  'POLICY.NOT_SUSPENDED': 'Queste regole non sono sospese.',
  'POLICY.ODRL_TOO_LARGE': ({ what, most }) =>
    `Le regole da importare hanno al massimo ${text(most)} ${SIZES[text(what)] ?? text(what)}.`,
  'POLICY.ODRL_UNREADABLE':
    'Questo testo non si può leggere come regole in ODRL. Controlli che sia JSON-LD completo, senza chiavi ripetute.',
  'POLICY.ODRL_UNSUPPORTED': ({ problems, count }) =>
    `Queste regole in ODRL dicono ${text(count)} cose che qui non si possono dire. Le tolga, o le dica altrimenti: ${becauseOfEach(problems)}.`,
  'POLICY.ORGANISATION_NEEDED': 'Dica di quale organizzazione è la persona di cui vuole la vista.',
  'POLICY.OVER_BEFORE_START': ({ first }) =>
    `Queste regole finirebbero prima del ${day(first)}, il loro primo giorno in vigore: si dia un ultimo giorno più tardi, o più giorni.`,
  'POLICY.PROHIBITED': 'Una regola in vigore lo vieta: le clausole dicono dove.',
  'POLICY.SIGN_IN_FIRST': 'Acceda prima di farlo: invii la Sua chiave nell’intestazione Authorization: Bearer.',
  'POLICY.SUNSET_TOO_FAR': ({ latest }) =>
    `Per statuto queste regole si votano di nuovo entro il ${day(latest)}: si indichi un ultimo giorno entro quella data, o nessuno perché valga quella.`,
  'POLICY.SUSPENDED_ALREADY':
    'Queste regole sono già sospese. Prima va tolta la sospensione, o l’assemblea la ratifichi.',
  'POLICY.SUSPENSION_NEEDS_END':
    'Una sospensione ha bisogno di un momento futuro in cui cessa, se l’assemblea non l’ha ratificata.',
  'POLICY.SUSPENSION_NEEDS_REASON': ({ maxCharacters }) =>
    `Dica perché queste regole sono sospese, in non più di ${text(maxCharacters)} caratteri.`,
};
