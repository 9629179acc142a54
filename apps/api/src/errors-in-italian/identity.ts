import { list, text, type Sentences } from './words';

export const IDENTITY: Sentences = {
  'ACCOUNT.LINK_FIRST':
    'Nel libro soci c’è già qualcuno con questo indirizzo di posta. Si entra con il collegamento per posta, e da lì si collega questo account.',
  'ACCOUNT.MAIL_UNVERIFIED':
    'Il fornitore d’identità non ha verificato questo indirizzo di posta. Prima va verificato lì, poi si può entrare.',
  'ACCOUNT.NO_ROLE':
    'Qui questa persona non è ancora conosciuta, e il suo fornitore d’identità non le dà un ruolo nella sua organizzazione. Occorre rivolgersi al referente.',
  'ACCOUNT.TAKEN':
    'Questo account fa già entrare un’altra persona. Prima va scollegato da lì; oppure se ne usa un altro.',
  'AFFILIATION.ALREADY': 'Questa organizzazione aderisce già a questa federazione.',
  'DATE.INVALID': ({ found }) =>
    found === undefined
      ? 'Questa non è una data con un’ora. Si scrive 2027-03-14T18:30: un giorno che c’è nel calendario, con ore e minuti.'
      : 'Una data si scrive anno-mese-giorno, come 2026-11-22.',
  'EMAIL.INVALID': 'Questo non è un indirizzo di posta elettronica.',
  'IDENTITY.LINK_INVALID':
    'Questo collegamento per entrare è già stato usato, è scaduto o non è mai esistito. Ne chieda un altro.',
  'IDENTITY.TOKEN_INVALID':
    'Questa chiave non fa entrare nessuno, o non più. Entri di nuovo, e la invii così: Authorization: Bearer <chiave>.',
  'LOGOUT.TOKEN_INVALID': 'Questo non è un avviso di uscita che questo fornitore d’identità abbia scritto per noi.',
  'MEMBERSHIP.ALREADY': 'Nel libro soci questa persona ha già questo ruolo.',
  'NAME.INVALID': ({ maxCharacters }) =>
    `Un nome ha da 1 a ${text(maxCharacters)} caratteri, su una sola riga e visibili ai due estremi.`,
  'ORGANISATION.NOT_YOURS':
    'In nome di questa organizzazione agisce, in questa federazione, soltanto un suo referente.',
  'ORGANISATIONGROUP.INVALID': ({ most }) =>
    `Un gruppo è di due o più organizzazioni diverse, fino a ${text(most)}. Le indichi tutte.`,
  'ORGANISATIONGROUP.MEMBER_UNKNOWN':
    'Un’organizzazione di questo gruppo non è mai stata nel libro della federazione. Indichi solo quelle che ci sono o ci sono state.',
  'PERSON.EMAIL_TAKEN': 'Nel libro soci c’è già qualcuno con questo indirizzo di posta.',
  'PROVIDER.ALREADY':
    'L’organizzazione ha già questo fornitore d’identità con questo identificativo. Si modifichi quello.',
  'PROVIDER.CLIENT_INVALID':
    'L’identificativo e il segreto sono quelli dati dal fornitore: da 1 a 300 caratteri senza spazi.',
  'PROVIDER.ISSUER_INVALID':
    'L’emittente è un indirizzo https senza parametri, scritto esattamente come nella documentazione del fornitore.',
  'PROVIDER.RULES_INVALID': ({ maxRules, roles }) =>
    `Al massimo ${text(maxRules)} regole, ciascuna con un attributo, un valore e uno dei ruoli che un fornitore può dare (${list(roles)}). Chi è socio lo decide solo il libro soci.`,
  'PROVIDER.SCOPES_INVALID': ({ maxScopes }) => `Indichi al massimo ${text(maxScopes)} ambiti, ciascuno senza spazi.`,
  'PROVIDER.STEWARD_NEEDED':
    'Come entrano le persone di un’organizzazione lo stabilisce soltanto un suo referente. Si rivolga a uno di loro.',
  'PROVIDER.TOO_MANY': ({ maxProviders }) =>
    `Un’organizzazione ha al massimo ${text(maxProviders)} fornitori d’identità. Ne modifichi uno di quelli che ha.`,
  'PROVIDER.UNAVAILABLE':
    'Il fornitore d’identità non risponde come dovrebbe. Si può riprovare, o entrare con un collegamento per posta.',
  'SESSION.REFRESHED_MEANWHILE':
    'Questa chiave di rinnovo è stata usata un attimo fa. Continui con la coppia di chiavi ricevuta allora.',
  'SESSION.REFRESH_REUSED':
    'Questa chiave di rinnovo era già stata usata, e forse ce l’ha qualcun altro. La sessione è stata chiusa: entri di nuovo.',
  'SIGN_IN.DECLINED':
    'Il fornitore d’identità non ha fatto entrare questa persona, o lei ha cambiato idea. Si può ricominciare, o usare un collegamento per posta.',
  'SIGN_IN.NOT_PROVEN':
    'La risposta del fornitore d’identità non dimostra chi sta entrando. Si può ricominciare; se succede ancora, occorre dirlo al referente.',
  'SIGN_IN.STATE_INVALID':
    'Questo accesso è iniziato in un altro browser, è già concluso o ha richiesto più di 10 minuti. Occorre ricominciare.',
  'TOKEN.EXPIRY_INVALID': 'Una chiave di accesso scade nel futuro, entro un anno.',
  'TOKEN.SCOPES_INVALID': ({ known }) =>
    `Indichi almeno un ambito, ciascuno una volta sola. Gli ambiti sono: ${list(known)}.`,
  'TOKEN.SCOPE_NEEDED': ({ scope }) =>
    `Questa chiave di accesso non è stata fatta per questo: le manca l’ambito ${text(scope)}.`,
  'TOKEN.SESSION_NEEDED': 'Con una chiave di accesso questo non si può fare. Entri, e usi la Sua sessione.',
  'TOKEN.TOO_MANY': ({ maxTokens }) => `Ha già ${text(maxTokens)} chiavi di accesso. Prima ne revochi una.`,
};
