import type { NotificationWords } from './notification-words';

export const ITALIAN: NotificationWords = {
  kinds: {
    applicationSubmitted: {
      headline: 'Nuova richiesta di accesso',
      sentence: 'È stata presentata una richiesta di accesso ai dati.',
      counted: { one: 'richiesta presentata', other: 'richieste presentate' },
    },
    applicationReturned: {
      headline: 'Richiesta da completare',
      sentence: 'Una richiesta di accesso è stata restituita perché sia completata o corretta.',
      counted: { one: 'richiesta da completare', other: 'richieste da completare' },
    },
    applicationDecided: {
      headline: 'Richiesta decisa',
      sentence: 'È stata presa la decisione su una richiesta di accesso.',
      counted: { one: 'richiesta decisa', other: 'richieste decise' },
    },
    remarkAdded: {
      headline: 'Nuova osservazione',
      sentence: 'A una richiesta di accesso è stata aggiunta un’osservazione.',
      counted: { one: 'osservazione aggiunta', other: 'osservazioni aggiunte' },
    },
    reviewAsked: {
      headline: 'Revisione chiesta',
      sentence: 'È chiesta la Sua revisione di una richiesta di accesso.',
      counted: { one: 'revisione chiesta', other: 'revisioni chieste' },
    },
    reviewsIn: {
      headline: 'Revisioni date',
      sentence: 'Tutte le revisioni di una richiesta di accesso sono state date: ora si possono leggere, e decidere.',
      counted: { one: 'richiesta con tutte le revisioni', other: 'richieste con tutte le revisioni' },
    },
    applicationToVote: {
      headline: 'Richiesta al voto',
      sentence: 'Una richiesta di accesso è sottoposta al voto.',
      counted: { one: 'richiesta al voto', other: 'richieste al voto' },
    },
    changedTermsAccepted: {
      headline: 'Condizioni modificate accettate',
      sentence: 'Le condizioni a cui è stata approvata una richiesta di accesso sono state accettate.',
      counted: { one: 'accettazione di condizioni modificate', other: 'accettazioni di condizioni modificate' },
    },
    grantBegan: {
      headline: 'Accesso iniziato',
      sentence: 'Un accesso ai dati ha avuto inizio.',
      counted: { one: 'accesso iniziato', other: 'accessi iniziati' },
    },
    grantEnding: {
      headline: 'Accesso in scadenza',
      sentence: 'Un accesso ai dati sta per finire.',
      counted: { one: 'accesso in scadenza', other: 'accessi in scadenza' },
    },
    grantEnded: {
      headline: 'Accesso finito',
      sentence: 'Un accesso ai dati è finito.',
      counted: { one: 'accesso finito', other: 'accessi finiti' },
    },
    accessRevoked: {
      headline: 'Accesso revocato',
      sentence:
        'Il Suo accesso ai dati è stato revocato. Non Le è dato un nuovo accesso agli stessi dati finché chi lo ha revocato non toglie questo blocco: si rivolga a loro.',
      counted: { one: 'accesso revocato', other: 'accessi revocati' },
    },
    blockLifted: {
      headline: 'Può chiedere di nuovo',
      sentence: 'Il blocco dovuto alla revoca del Suo accesso ai dati è stato tolto: può chiederlo di nuovo.',
      counted: { one: 'blocco tolto', other: 'blocchi tolti' },
    },
    releaseStopped: {
      headline: 'Rilascio fermato',
      sentence:
        'Un’organizzazione le cui righe sono in qualcosa che Le è stato rilasciato si oppone ora al suo uso. Non lo si può più scaricare: lo chieda di nuovo, senza quelle righe.',
      counted: { one: 'rilascio fermato', other: 'rilasci fermati' },
    },
    dutyDue: {
      headline: 'Obbligo da adempiere',
      sentence: 'Un obbligo legato a un accesso ai dati è da adempiere.',
      counted: { one: 'obbligo da adempiere', other: 'obblighi da adempiere' },
    },
    dutyOverdue: {
      headline: 'Obbligo scaduto',
      sentence: 'Un obbligo legato a un accesso ai dati è scaduto senza essere stato adempiuto.',
      counted: { one: 'obbligo scaduto', other: 'obblighi scaduti' },
    },
    policyChanged: {
      headline: 'Regole cambiate',
      sentence: 'Sono cambiate le regole di accesso ai dati.',
      counted: { one: 'cambiamento delle regole', other: 'cambiamenti delle regole' },
    },
    consentAsked: {
      headline: 'Consenso chiesto',
      sentence: 'È chiesto il consenso all’uso di dati conferiti dalla Sua organizzazione.',
      counted: { one: 'consenso chiesto', other: 'consensi chiesti' },
    },
    coApplicantInvited: {
      headline: 'Richiesta da presentare insieme',
      sentence:
        'Le è chiesto di presentare insieme una richiesta di accesso: legga le condizioni e, se è d’accordo, le accetti.',
      counted: { one: 'invito a una richiesta comune', other: 'inviti a richieste comuni' },
    },
  },
  outcomes: {
    approved: 'approvazione',
    approvedWithChanges: 'approvazione a condizioni modificate',
    approvedInPart: 'approvazione in parte',
    rejected: 'rifiuto',
    withdrawn: 'ritiro',
    expired: 'scadenza del termine',
    closed: 'chiusura',
    revoked: 'revoca',
    policyEnded: 'le regole in vigore non lo permettono più',
    consentWithdrawn: 'consenso ritirato',
    datasetWithdrawn: 'dataset ritirato',
    membershipEnded: 'appartenenza finita',
    dutyOverdue: 'obbligo non adempiuto in tempo',
    adopted: 'adozione',
    changed: 'modifica',
    suspended: 'sospensione',
    ended: 'fine',
  },
  duties: {
    cite: 'citare la fonte',
    noReidentification: 'non reidentificare nessuno',
    deleteAfter: 'cancellare i dati',
    shareResults: 'condividere i risultati',
    reportUse: 'rendere conto dell’uso',
  },
  purposes: {
    ResearchAndDevelopment: 'ricerca e sviluppo',
    AcademicResearch: 'ricerca accademica',
    NonCommercialResearch: 'ricerca non commerciale',
    CommercialResearch: 'ricerca commerciale',
    ServiceProvision: 'fornitura di servizi',
    ServiceImprovement: 'miglioramento dei servizi',
    PublicBenefit: 'pubblica utilità',
    OrganisationGovernance: 'governo delle organizzazioni',
  },
  subjects: { application: 'Richiesta', grant: 'Richiesta', dataset: 'Dataset', policy: 'Regole' },
  labels: {
    actor: 'Da',
    organisation: 'A nome di',
    purpose: 'Finalità',
    revision: 'Presentata di nuovo, versione',
    dataset: 'Dati',
    furtherDatasets: 'Altri dataset',
    duty: 'Impegno',
    outcome: 'Esito',
    reason: 'Motivo',
    note: 'Nota',
    askWhom: 'A chi rivolgersi',
    until: 'Fino al',
    dueAt: 'Entro il',
  },
  notifications: { one: 'notifica', other: 'notifiche' },
  more: { one: 'altra notifica, qui', other: 'altre notifiche, qui' },
  footer: {
    link: 'I collegamenti non contengono credenziali: chi li apre deve prima entrare.',
    mute: 'Quali notifiche arrivano per posta, e se subito o una volta al giorno, si sceglie qui, tipo per tipo',
  },
};
