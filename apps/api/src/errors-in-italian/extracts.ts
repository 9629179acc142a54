import { day, list, text, type Sentences } from './words';

const beside = (asked: unknown): string =>
  asked === 'noisy'
    ? 'Numeri esatti di queste righe, per una di queste dimensioni, sono già usciti, e accanto a quelli il rumore non nasconderebbe nulla. Chieda altre dimensioni, o riprovi quando altre righe avranno preso il posto di queste.'
    : 'Numeri con rumore di queste righe sono già usciti, e accanto a quelli i numeri esatti svelerebbero ciò che il rumore nasconde. Chieda una tabella con rumore, o riprovi quando altre righe avranno preso il posto di queste.';

/** Tables and rows that are drawn: what they may not be, and why they are not made. */
export const EXTRACTS: Sentences = {
  'AGGREGATES.UNKNOWN_CODE': ({ field }) =>
    `Scelga fra i codici che il dataset dichiara per ${text(field)}, o _T per il totale; almeno uno.`,
  'AGGREGATES.UNKNOWN_LEVEL': ({ field, levels }) =>
    list(levels) === ''
      ? `${text(field)} non ha livelli: lo chieda così com’è.`
      : `Chieda ${text(field)} a uno di questi livelli: ${list(levels)}.`,
  'CERTIFICATE.NOT_CHECKED':
    'Per controllare questo certificato serve più tempo o più memoria di quanta ce ne sia, quindi non se ne dice nulla. Riprovi quando c’è meno da fare.',
  'DATASET.EMPTY': 'In questo dataset non è stato ancora accolto nulla.',
  'EXTRACT.ANOTHER_LEFT':
    'Mentre questa tabella si faceva ne è uscita un’altra dello stesso dataset, o la federazione ha registrato quali organizzazioni vanno insieme: va riguardata. La chieda di nuovo fra un attimo.',
  'EXTRACT.BUDGET_SPENT': ({ budget, spent, until }) =>
    typeof until === 'string'
      ? `Il bilancio di riservatezza annuo di questo dataset (ε = ${text(budget)}) non basta per un’altra tabella: ε = ${text(spent)} è speso. Una parte torna disponibile il ${day(until)}. Le tabelle già tratte si possono chiedere di nuovo, e non costano nulla.`
      : `Il bilancio di riservatezza di questo dataset (ε = ${text(budget)} per tutta la sua vita) non basta per un’altra tabella: ε = ${text(spent)} è speso, e non torna. Le tabelle già tratte si possono chiedere di nuovo, e non costano nulla; un bilancio più grande lo votano i soci.`,
  'EXTRACT.CELL_KEY_COUNTS_ONLY': ({ measures }) =>
    `Le regole alterano i numeri di persone di questo dataset con chiavi di cella, che nelle somme non nascondono nulla. Chieda senza ${list(measures)}.`,
  'EXTRACT.CELL_KEY_TABLES_SPENT': ({ most }) =>
    `Con chiavi di cella le regole lasciano uscire ${text(most)} tabelle diverse di questo dataset, e tante sono uscite: di più cancellerebbero il rumore. Quelle già fatte si possono chiedere di nuovo; per averne altre votano i soci.`,
  'EXTRACT.CHECK_NEEDED':
    'Le regole chiedono che delle persone guardino questi numeri prima che escano, quindi non si possono consultare subito. Li chieda come estratto.',
  'EXTRACT.COLUMN_COUNT': ({ most }) =>
    `Chieda al massimo ${text(most)} colonne, almeno una delle quali non sensibile.`,
  'EXTRACT.CONSENT_WITHDRAWN':
    'Un’organizzazione le cui righe sono in questo rilascio ora si oppone a questo uso. Chieda di nuovo l’estratto, senza di esse; se i due insieme svelassero che cosa sono quelle righe, si attende che abbastanza altre organizzazioni abbiano inviato le loro.',
  'EXTRACT.CROSSED_HIERARCHIES': ({ columns, within }) =>
    `${list(columns, ' e ')} stanno entrambe dentro ${typeof within === 'string' ? within : 'la stessa colonna meno fine'}, e non si possono proteggere in una sola tabella. Chieda una delle due.`,
  'EXTRACT.DIMENSION_COUNT': ({ asked, most }) =>
    `Chieda da 1 a ${text(most)} dimensioni; ne ha chieste ${text(asked)}.`,
  'EXTRACT.EXACT_BESIDE_NOISY': ({ asked }) => beside(asked),
  'EXTRACT.HELD_BACK':
    'Accanto a tabelle già uscite da questo dataset, questa svelerebbe righe che sono in una sola di esse: da allora troppo poche organizzazioni hanno inviato righe, ne hanno ritirate o hanno cambiato chi può usarle. Si potrà fare quando abbastanza altre organizzazioni avranno inviato righe.',
  'EXTRACT.NOT_CHECKED': ({ days }) =>
    `Le regole chiedono che persone della federazione lo guardino prima che esca, e in ${text(days)} giorni lo hanno fatto in troppo poche. Lo chieda di nuovo.`,
  'EXTRACT.NOT_MADE':
    'Questa tabella non è riuscita, per una ragione nostra. La chieda di nuovo; se non riesce ancora, lo dica a chi gestisce la piattaforma.',
  'EXTRACT.NOT_PERSONS': ({ weight }) =>
    `Una riga di questo dataset sta per tante persone quante ne dice ${text(weight)}, e non per una a cui altre somigliano. Chieda una tabella.`,
  'EXTRACT.NOT_RELEASED': 'Questo estratto non ha un rilascio da scaricare.',
  'EXTRACT.RECORDS_LEFT_BEFORE': ({ columns }) =>
    `Righe di questi contributi sono già uscite una per una, con ${list(columns)}. Accanto a quelle, altre direbbero più di ciascuna: si possono riavere solo le stesse, finché le righe sono le stesse e le condizioni non più severe.`,
  'EXTRACT.REPEATED_COLUMN': ({ columns }) => `Chieda ogni colonna una volta sola: ${list(columns)}.`,
  'EXTRACT.ROWS_WITHDRAWN': 'Mentre questo estratto si faceva, alcune sue righe sono state ritirate.',
  'EXTRACT.SHOWN_CHANGED':
    'Una tabella di queste righe è già uscita con numeri arrotondati o alterati, a condizioni diverse dalle Sue. Affiancate, le due svelerebbero ciò che ciascuna nasconde. Chieda altre colonne, o attenda righe di altre organizzazioni; non accade dove le regole chiedono ovunque le stesse soglie, lo stesso arrotondamento e le stesse chiavi di cella.',
  'EXTRACT.TERMS_CHANGED': ({ made }) =>
    `Le regole in vigore ora chiedono condizioni più severe, o di chiedere anche ad altri.${made === undefined ? '' : ' Chieda di nuovo l’estratto.'}`,
  'EXTRACT.TOO_FEW_CHECKERS': ({ needed }) =>
    `Le regole chiedono che ${text(needed)} persone lo guardino prima che esca, e ce ne sono meno che possano: servono referenti nella federazione, di organizzazioni diverse da quella che lo chiede. Lo chieda di nuovo quando ce ne saranno abbastanza.`,
  'EXTRACT.TOO_FEW_CONTRIBUTORS': ({ asked }) =>
    `Le regole chiedono righe di almeno ${text(asked)} organizzazioni, e meno ne hanno che si possano usare così. Attenda che altre ne inviino, o consentano questo uso.`,
  'EXTRACT.TOO_MANY_CELLS': ({ cells, most }) =>
    `Questa tabella avrebbe ${text(cells)} celle, e insieme se ne proteggono al massimo ${text(most)}. Chieda meno dimensioni.`,
  'EXTRACT.TOO_MANY_ROWS': ({ most }) =>
    `Più di ${text(most)} righe insieme non si possono rendere anonime. Chieda una tabella.`,
  'EXTRACT.TOO_MUCH_SHOWN':
    'Insieme alle tabelle già fatte di queste righe, questa sarebbe troppo grande per essere protetta, o per colonne che insieme non si possono proteggere. Chieda meno colonne, o quelle di una tabella precedente; oppure attenda righe di altre organizzazioni.',
  'EXTRACT.UNBOUNDED_MEASURE': ({ measures }) =>
    `Il rumore deve nascondere il valore più grande che una riga può avere, e lo schema non lo dice per ${list(measures)}. Chieda senza, o faccia dichiarare a chi pubblica un minimo e un massimo.`,
  'EXTRACT.UNBOUNDED_PERSON': ({ personKey }) =>
    `Il rumore deve nascondere tutte le righe di una persona, e lo schema, che distingue le persone con ${text(personKey)}, non dice quante ne può avere al massimo (mostRowsPerPerson). Lo faccia dichiarare a chi pubblica, o chieda dove non serve rumore.`,
  'EXTRACT.UNBOUNDED_WEIGHT': ({ weight }) =>
    `Il rumore deve nascondere tutto ciò per cui una riga conta, e lo schema non dice quante persone sono al massimo: tante quante ne dice ${text(weight)}. Faccia dichiarare a chi pubblica un massimo di ${text(weight)}, o chieda dove non serve rumore.`,
  'EXTRACT.UNKNOWN_COLUMN': ({ columns, known }) =>
    `Questo dataset non ha queste dimensioni o misure: ${list(columns)}. Ha: ${list(known)}.`,
  'EXTRACT.WITHHELD':
    'Persone della federazione lo hanno guardato prima che uscisse, come chiedono le regole, e hanno deciso che non esce. Ciò che hanno visto resta fra loro. Chieda meno dettaglio: meno colonne, o meno fini.',
  'MEAN.MAY_BE_MISSING': ({ measures }) =>
    `Una media divide una somma per tutte le persone di una cella, e lo schema ammette che ${list(measures)} manchi: sarebbe troppo bassa. Chieda le somme, o faccia richiedere a chi pubblica un valore in ogni riga.`,
  'OUTPUTCHECK.ANSWERED': 'Ha già detto, una volta per tutte, che cosa ne pensa.',
  'OUTPUTCHECK.CLOSED': 'È già deciso, o si rifà: ora non c’è nulla da dire.',
  'OUTPUTCHECK.REASONS_INVALID': ({ least, most }) =>
    `Dica perché, in ${text(least)}–${text(most)} caratteri tutti visibili.`,
  'QUANTILE.EXTRACTS_ONLY': ({ asked }) =>
    `Quantili e medie si dicono solo negli estratti: ne chieda uno con ${list(asked)}, o chieda qui le somme.`,
  'QUANTILE.GRID_TOO_FINE': ({ intervals, most }) =>
    `Questa tabella si conterebbe in ${text(intervals)} gradini delle sue celle, e insieme se ne contano al massimo ${text(most)}. Chieda meno dimensioni, o i quantili di una misura con una griglia meno fine.`,
  'QUANTILE.NOT_PERTURBED': ({ asked }) =>
    `Le regole alterano i numeri di questo dataset con chiavi di cella, e un quantile esatto accanto a loro lo annullerebbe. Chieda senza ${list(asked)}.`,
  'QUANTILE.NO_GRID': ({ measures }) =>
    `I quantili si dicono nei gradini che lo schema dichiara, e per ${list(measures)} non ne dichiara. Chieda le somme, o faccia dichiarare a chi pubblica un minimo, un massimo e una griglia.`,
  'RECORDS.NONE':
    'Nell’ultima versione di questo dataset la Sua organizzazione non ha righe che si possano prendere così.',
  'RECORDS.PURPOSE_UNKNOWN': ({ known }) =>
    `Dica a che scopo, con una parola: ?purpose=ACADEMIC_RESEARCH. Le parole sono: ${list(known)}.`,
  'RELEASE.FILES_GONE':
    'Questa tabella è identica a una che si stava distruggendo. La si fa un’altra volta: la chieda di nuovo fra un attimo.',
  'RELEASE.NOT_A_TABLE': ({ format }) =>
    `Le righe una per una si hanno in CSV o Parquet, e non in ${text(format)}, che è per le tabelle.`,
  'RELEASE.STALE':
    'Alcune righe di questo rilascio sono state ritirate. Lo si rifà senza di esse, appena la differenza fra i due non svela che cos’erano: guardi di nuovo più tardi.',
  'REVIEW.GIVEN': 'Questa revisione è stata data, e vale finché la richiesta non cambia.',
  'REVIEW.NOT_INDEPENDENT':
    'Chi chiede, chi è dell’organizzazione che chiede e chi decide sulla richiesta non la rivede. Lo chieda a un’altra persona della federazione.',
  'REVIEW.OPENED':
    'Le revisioni sono state aperte: chi è chiamato adesso non sarebbe indipendente da esse. Restituisca la richiesta per farla rivedere di nuovo.',
};
