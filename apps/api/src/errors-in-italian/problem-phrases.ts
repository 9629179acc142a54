/**
 * What is wrong with something that was sent, as the checks say it in English, and in Italian. `#` stands for a number and
 * `*` for anything that was sent, in the same order in both.
 */
export const PHRASES: Readonly<Record<string, string>> = {
  // Of anything that is written into a form.
  'holds invisible characters': 'contiene caratteri invisibili',
  'is not an identifier': 'non è un identificativo',
  'is missing, or not what belongs there (*)': 'manca, o non è ciò che ci va (*)',
  'is none of *': 'non è uno fra *',
  'is not a day, written like #-#-#': 'non è un giorno, scritto come #-#-#',
  'has what is not known there: *': 'ha qualcosa che lì non è conosciuto: *',
  'needs at least # character': 'ha almeno # carattere',
  'needs at least # characters': 'ha almeno # caratteri',
  'needs at least #': 'ne ha almeno #',
  'takes at most # character': 'ha al massimo # carattere',
  'takes at most # characters': 'ha al massimo # caratteri',
  'takes at most #': 'ne ha al massimo #',
  'Too small: expected string to have >=# characters': 'ha almeno # caratteri',
  'Too big: expected string to have <=# characters': 'ha al massimo # caratteri',
  'Too small: expected array to have >=# items': 'ne ha almeno #',
  'Too big: expected array to have <=# items': 'ne ha al massimo #',
  'Too small: expected number to be >=#': 'è almeno #',
  'Too big: expected number to be <=#': 'è al massimo #',
  'Invalid input: expected *, received undefined': 'manca (*)',
  'Invalid input: expected *, received *': 'è di un altro tipo (serve *, è arrivato *)',
  'Invalid option: expected one of *': 'è uno fra *',
  'Unrecognized key: *': 'ha qualcosa che lì non è conosciuto: *',
  'Unrecognized keys: *': 'ha qualcosa che lì non è conosciuto: *',
  // Of papers.
  'a motion is voted on with yes, no, abstain or blank; choose one of them':
    'su una mozione si vota sì, no, astenuto o scheda bianca; scelga una di queste risposte',
  'it must have "*" and nothing else, or be abstain or blank':
    'deve avere “*” e nient’altro, oppure essere un’astensione o una scheda bianca',
  'its marks must be in a list; send them as the ballot asks':
    'i suoi segni vanno in un elenco; li invii come la votazione chiede',
  'nothing is marked; mark at least one option, or vote blank':
    'nulla è segnato; segni almeno un’opzione, o voti scheda bianca',
  'it has more marks than options; there are #': 'ha più segni che opzioni; le opzioni sono #',
  'it names an option that is not on it; choose among its # options':
    'nomina un’opzione che non c’è; scelga fra le sue # opzioni',
  'it names the same option twice; name each at most once':
    'nomina due volte la stessa opzione; la nomini una volta sola',
  'each of its # options needs a score, or null': 'ciascuna delle sue # opzioni ha bisogno di un punteggio, o di null',
  'nothing is scored; score an option, or vote blank': 'nulla ha un punteggio; ne dia uno, o voti scheda bianca',
  'a score is a whole number from # to #; correct it': 'un punteggio è un numero intero da # a #; lo corregga',
  'two options are on the same place; this method takes one on each':
    'due opzioni sono allo stesso posto; questo metodo ne vuole una per posto',
  'it was filled in for another method of voting': 'è stata compilata per un altro modo di votare',
  // Of motions and candidates.
  'name something twice': 'nominano qualcosa due volte',
  'yes and no have none, a choice has two or more': 'sì e no non ne hanno, una scelta ne ha due o più',
  'are more than there are options': 'sono più delle opzioni',
  'have the same name: tell them apart on the paper': 'hanno lo stesso nome: vanno distinti sulla scheda',
  'stand twice': 'si candidano due volte',
  'an election is among candidates': 'un’elezione è fra candidati',
  'are fewer than the seats': 'sono meno dei posti',
  'this office has one seat': 'questa carica ha un posto solo',
  'who is admitted is one organisation or one person': 'si ammette una sola organizzazione o una sola persona',
  'name somebody twice': 'nominano qualcuno due volte',
  // Of datasets, objections, needs and searches.
  'its description has # to # characters': 'la sua descrizione ha da # a # caratteri',
  'it has at most # keywords, of # to # characters': 'ha al massimo # parole chiave, da # a # caratteri',
  'its texts have no control characters': 'i suoi testi non hanno caratteri di controllo',
  'the texts of its schema have no control characters': 'i testi del suo schema non hanno caratteri di controllo',
  'its title has # to # characters': 'il suo titolo ha da # a # caratteri',
  'its title has no control characters': 'il suo titolo non ha caratteri di controllo',
  'the reason of its withdrawal has # to # characters, and no control characters':
    'il motivo del ritiro ha da # a # caratteri, nessuno di controllo',
  'its reason has # to # characters, and no control characters':
    'il motivo ha da # a # caratteri, nessuno di controllo',
  'its reason has at most # characters, and no control characters':
    'il motivo ha al massimo # caratteri, nessuno di controllo',
  'it names no purpose; leave them out to object to all': 'non nomina finalità; le ometta per opporsi a tutte',
  'it names the purposes that are taken back; to take back all, withdraw the rows':
    'nomina le finalità che si ritirano; per ritirarle tutte si ritirino le righe',
  'name each theme once': 'ogni tema va nominato una volta sola',
  'name each language once': 'ogni lingua va nominata una volta sola',
  'the contact’s name has # to # characters': 'il nome del contatto ha da # a # caratteri',
  'the contact’s address is a mail address': 'l’indirizzo del contatto è un indirizzo di posta',
  'it names at most # territories': 'nomina al massimo # territori',
  'a territory’s name has # to # characters': 'il nome di un territorio ha da # a # caratteri',
  'a territory’s code is one of a code list': 'il codice di un territorio è di una lista di codici',
  'a territory’s code has # to # characters': 'il codice di un territorio ha da # a # caratteri',
  'a period has a first or a last day': 'un periodo ha un primo o un ultimo giorno',
  'the days of a period are written YYYY-MM-DD': 'i giorni di un periodo si scrivono AAAA-MM-GG',
  'days are written YYYY-MM-DD': 'i giorni si scrivono AAAA-MM-GG',
  'its period ends before it starts': 'il suo periodo finisce prima di cominciare',
  'the address of its * is a web address, http or https': 'l’indirizzo indicato (*) è un indirizzo web, http o https',
  'rows are kept for # to # whole months, or for ever': 'le righe si tengono da # a # mesi interi, o per sempre',
  'an embargo ends at a time': 'un embargo finisce in un momento preciso',
  'the reason of its deprecation has # to # characters, and no control characters':
    'il motivo per cui è superato ha da # a # caratteri, nessuno di controllo',
  'nothing replaces itself': 'nulla sostituisce sé stesso',
  'a series goes by its id': 'una serie si indica con il suo identificativo',
  'it names at most # values of *': 'nomina al massimo # valori di *',
  'a value of * has # to # characters': 'un valore di * ha da # a # caratteri',
  'its last day is written YYYY-MM-DD': 'il suo ultimo giorno si scrive AAAA-MM-GG',
  'its last day has passed': 'il suo ultimo giorno è passato',
  'its last day is at most two years ahead: post it again then':
    'il suo ultimo giorno è al massimo fra due anni: lo ripubblichi allora',
  'its text has # to # characters': 'il suo testo ha da # a # caratteri',
  'its territory has # to # characters': 'il suo territorio ha da # a # caratteri',
  'its note has # to # characters': 'la sua nota ha da # a # caratteri',
  'its reason has # to # characters': 'il motivo ha da # a # caratteri',
  'its text has no control characters': 'il suo testo non ha caratteri di controllo',
  'its * has no control characters': 'ha caratteri di controllo (*), che vanno tolti',
  'its name has # to # characters, and no control characters':
    'il suo nome ha da # a # caratteri, nessuno di controllo',
  'say in its note, in # to # characters, what changed and why':
    'nella sua nota dica, in un testo da # a # caratteri, che cosa è cambiato e perché',
  'its migration note has # to # characters': 'la sua nota di migrazione ha da # a # caratteri',
  'a renaming goes from a column that there was to one that there was not: *, *':
    'un cambio di nome va da una colonna che c’era a una che non c’era: *, *',
  'each column is renamed once': 'ogni colonna cambia nome una volta sola',
  // Of table schemas.
  'use decimal, and say in its scale how many digits follow the mark':
    'usi decimal, e dica in scale quante cifre seguono la virgola',
  'only text, and whole numbers that are codes, have a list of values, said once':
    'hanno un elenco di valori, detto una volta sola, solo il testo e i numeri interi che sono codici',
  'only required, *, each said once': 'solo required, *, ciascuno detto una volta',
  // Of code lists and files.
  'its header has “*”, unknown or twice': 'la sua intestazione ha “*”, sconosciuto o ripetuto',
  'it has no level or no code': 'non ha un livello o non ha un codice',
  'some of its letters were lost (\ufffd); save it as UTF-8':
    'alcune delle sue lettere sono andate perse (\ufffd); la salvi in UTF-8',
  'the file is of another format': 'il file è di un altro formato',
  'quote and escape are one character each': 'le virgolette e il carattere di fuga sono di un carattere ciascuno',
  'delimiter and comment have one to three characters, none of them a quotation mark or a line end':
    'il separatore e il segno di commento hanno da uno a tre caratteri, senza virgolette né fine riga',
  'rows are counted from #': 'le righe si contano da #',
  'the dataset has no field “*”': 'il dataset non ha un campo “*”',
  // Of access.
  'is before it begins': 'è prima dell’inizio',
  'names a column twice': 'nomina due volte una colonna',
  'asks for the same use of a dataset twice': 'chiede due volte lo stesso uso di un dataset',
  'change an item twice': 'cambiano due volte una voce',
  'is not of a dataset of yours': 'non è di un Suo dataset',
  'was not asked for: *': 'ha qualcosa che non era stato chiesto: *',
  'would have weaker terms than the policies ask': 'avrebbe condizioni più deboli di quelle che le regole chiedono',
  'its text has # to # characters, and no control characters':
    'il suo testo ha da # a # caratteri, nessuno di controllo',
  'its link is a plain address that begins with https://, of at most # characters':
    'il suo collegamento è un indirizzo semplice che comincia con https://, di non più di # caratteri',
  'the members have not voted on it yet': 'i soci non l’hanno ancora votata',
  'the members’ vote came out rejected': 'il voto dei soci l’ha respinta',
  'the members’ vote came out inquorate': 'al voto dei soci è mancato il numero legale',
  '# reviewer must be asked, and all who are must answer': 'serve # revisore, e chi è chiamato deve rispondere',
  '# reviewers must be asked, and all who are must answer': 'servono # revisori, e tutti i chiamati devono rispondere',
  '# reviewer must be for it, and # are': 'serve # revisore favorevole, e ce ne sono #',
  '# reviewers must be for it, and # are': 'servono # revisori favorevoli, e ce ne sono #',
  '# reviewers must be for it, and # is': 'servono # revisori favorevoli, e ce n’è #',
  'more reviewers must be for it than against': 'i revisori favorevoli devono essere più dei contrari',
  '# contributor has refused consent': '# contributore ha negato il consenso',
  '# contributors have refused consent': '# contributori hanno negato il consenso',
  '# contributor has not answered yet': '# contributore non ha ancora risposto',
  '# contributors have not answered yet': '# contributori non hanno ancora risposto',
  '# contributor has refused consent, and # contributor has not answered yet':
    '# contributore ha negato il consenso, e # non ha ancora risposto',
  '# contributor has refused consent, and # contributors have not answered yet':
    '# contributore ha negato il consenso, e # non hanno ancora risposto',
  '# contributors have refused consent, and # contributor has not answered yet':
    '# contributori hanno negato il consenso, e # non ha ancora risposto',
  '# contributors have refused consent, and # contributors have not answered yet':
    '# contributori hanno negato il consenso, e # non hanno ancora risposto',
  // Of policies that come from elsewhere.
  'Read as: to know of it and of what is known about it. Numbers and rows take terms.':
    'Letto come: sapere che c’è, e che cosa se ne sa. Per numeri e righe servono condizioni.',
  'No target is named: read as all datasets.': 'Non è detto di che cosa: letto come tutti i dataset.',
  'Not the policy of that hash, or its rules in another order: *':
    'Non sono le regole di quell’impronta, oppure sono in un altro ordine: *',
  'Left out: *': 'Tralasciato: *',
  // Of catalogues that are harvested.
  'its title has # to # characters, all of them visible': 'il suo titolo ha da # a # caratteri, tutti visibili',
  'its address is a web address, http or https, without a password in it':
    'il suo indirizzo è un indirizzo web, http o https, senza parola d’ordine',
  'it is harvested every # to # hours, or when somebody asks':
    'se ne raccoglie ogni # ore, fino a ogni # ore, oppure quando qualcuno lo chiede',
  'it leads on to nowhere': 'rimanda a un indirizzo che non esiste',
  'it answered with status #': 'ha risposto con lo stato #',
  'it takes too long': 'impiega troppo tempo',
  'the connection broke': 'la connessione si è interrotta',
  'it says nothing of datasets': 'non dice nulla di dataset',
  'it is no answer of CKAN’s': 'non è una risposta di CKAN',
  'it is *, and neither Turtle, nor RDF/XML, nor JSON-LD': 'è *, e non Turtle, RDF/XML o JSON-LD',
  'it is in an encoding that is not known': 'è in una codifica sconosciuta',
  'its reader ended': 'il suo lettore si è fermato',
  'its reader failed': 'il suo lettore non è riuscito',
  'a key is a trap': 'una chiave è un inganno',
  'it is not JSON': 'non è JSON',
  'it breaks off before its end': 'si interrompe prima della fine',
  'it is *, and neither JSON nor YAML': 'è *, e non JSON o YAML',
  'it is no Data Package, which has a list of resources': 'non è un Data Package, che ha un elenco di risorse',
  'a key stands twice in one place': 'una chiave compare due volte nello stesso punto',
  'it merges one thing into another (<<)': 'unisce una cosa a un’altra (<<)',
  'it uses an anchor that it does not set before': 'usa un’ancora che non ha definito prima',
  'characters of YAML': 'caratteri di YAML',
  'words and marks of YAML': 'parole e segni di YAML',
  'characters in one key': 'caratteri in una chiave',
  'uses of one anchor': 'usi di una stessa ancora',
  'things within each other': 'livelli, uno dentro l’altro',
  bytes: 'byte',
  'megabytes once it is read': 'megabyte una volta letta',
};
