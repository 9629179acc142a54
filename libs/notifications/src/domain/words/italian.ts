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
    releaseRecalled: {
      headline: 'Rilascio richiamato',
      sentence:
        'Un’organizzazione ha ritirato righe contenute in qualcosa che Le è stato rilasciato. Ne cancelli ogni copia entro il giorno indicato, e dica tra i Suoi obblighi come l’ha fatto. Sarà rifatto senza quelle righe, se ciò non ne svela nulla.',
      counted: { one: 'rilascio richiamato', other: 'rilasci richiamati' },
    },
    releaseRemade: {
      headline: 'Rilascio rifatto',
      sentence: 'Qualcosa che Le era stato richiamato è stato rifatto, senza le righe ritirate.',
      counted: { one: 'rilascio rifatto', other: 'rilasci rifatti' },
    },
    releaseHeldBack: {
      headline: 'Rilascio trattenuto',
      sentence:
        'Qualcosa che Le è stato richiamato non è ancora rifatto: accanto a quello che aveva svelerebbe che cosa è stato ritirato. Arriverà da sé quando abbastanza altre organizzazioni avranno inviato righe.',
      counted: { one: 'rilascio trattenuto', other: 'rilasci trattenuti' },
    },
    outputCheckAsked: {
      headline: 'Da guardare prima che esca',
      sentence:
        'Qualcosa fatto con i dati della federazione aspetta di essere guardato prima di uscire. Chi lo guarda dice se può uscire, e perché, senza sapere che cosa dicono gli altri: si trova fra i controlli aperti per Lei.',
      counted: { one: 'controllo chiesto', other: 'controlli chiesti' },
    },
    outputChecked: {
      headline: 'Controllo prima dell’uscita',
      sentence:
        'Alcune persone hanno guardato qualcosa prima che esca, come chiedono le regole, o il loro tempo è finito. Ciò che può uscire è rilasciato dopo aver interrogato di nuovo le regole.',
      counted: { one: 'controllo finito', other: 'controlli finiti' },
    },
    rowsWithdrawn: {
      headline: 'Righe ritirate',
      sentence:
        'Righe della Sua organizzazione sono state ritirate. Da ora non entrano in nessun numero, e sono distrutte entro 24 ore.',
      counted: { one: 'ritiro di righe', other: 'ritiri di righe' },
    },
    rowsDestroyed: {
      headline: 'Righe distrutte',
      sentence:
        'Le righe che la Sua organizzazione ha ritirato sono state distrutte, e si è verificato che non ne resta nulla.',
      counted: { one: 'distruzione di righe', other: 'distruzioni di righe' },
    },
    destructionOverdue: {
      headline: 'Righe non distrutte in tempo',
      sentence:
        'Righe ritirate non sono ancora distrutte, benché siano passate 24 ore. Non entrano comunque in nessun numero. Si riprova finché riesce; chi gestisce la piattaforma deve provvedere.',
      counted: { one: 'distruzione di righe in ritardo', other: 'distruzioni di righe in ritardo' },
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
    readingAsked: {
      headline: 'Come va letto questo file?',
      sentence:
        'I file che hai inviato si possono leggere in più modi. Guarda gli esempi e scegli: ti aspettano per 30 giorni.',
      counted: { one: 'contributo da leggere', other: 'contributi da leggere' },
    },
    confirmationAsked: {
      headline: 'Riguarda il tuo contributo',
      sentence:
        'Nei file che hai inviato non c’è nulla di sbagliato, ma qualcosa è insolito. Confermali, o riprendili.',
      counted: { one: 'contributo da confermare', other: 'contributi da confermare' },
    },
    approvalAsked: {
      headline: 'Approvazione richiesta',
      sentence: 'Un contributo è stato controllato e attende la tua approvazione per entrare nel tuo dataset.',
      counted: { one: 'contributo da approvare', other: 'contributi da approvare' },
    },
    contributionRejected: {
      headline: 'Contributo respinto',
      sentence:
        'I file che hai inviato non sono stati accolti: nulla di essi è diventato dato. Le segnalazioni dicono che cosa non va, riga per riga.',
      counted: { one: 'contributo respinto', other: 'contributi respinti' },
    },
    contributionAccepted: {
      headline: 'Contributo accolto',
      sentence: 'I file che hai inviato sono stati controllati e accolti.',
      counted: { one: 'contributo accolto', other: 'contributi accolti' },
    },
    savedSearchMatched: {
      headline: 'Trovato da una ricerca salvata',
      sentence: 'Una ricerca che ha salvato trova qualcosa di nuovo tra i dataset.',
      counted: { one: 'novità di una ricerca salvata', other: 'novità di ricerche salvate' },
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
    deleteRelease: 'cancellare ciò che è stato richiamato',
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
    searchName: 'La Sua ricerca',
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
