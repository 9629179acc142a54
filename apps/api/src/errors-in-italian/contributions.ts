import { because, becauseOfEach, day, text, type Sentences } from './words';

export const CONTRIBUTIONS: Sentences = {
  'CONTRIBUTION.ANNOUNCEMENT_INVALID': ({ name }) =>
    `Annunci «${text(name)}» con la sua dimensione in byte, un numero intero, e il suo SHA-256 in 64 cifre esadecimali; oppure senza.`,
  'CONTRIBUTION.FILES_INVALID': ({ mostFiles }) =>
    `Un contributo ha da 1 a ${text(mostFiles)} file, ciascuno con un nome suo; indichi \`fileName\` oppure \`files\`.`,
  'CONTRIBUTION.FILE_NAME_INVALID': ({ maxCharacters }) =>
    `Il nome di un file ha da 1 a ${text(maxCharacters)} caratteri su una riga, tutti visibili.`,
  'CONTRIBUTION.NOT_AWAITING_FILE':
    'Questo contributo ha già il suo file; per inviarne un altro presenti un nuovo contributo.',
  'CONTRIBUTION.NO_LONGER_IN_PLACE':
    'Le righe che questi file ripetono non ci sono più. I file vengono controllati di nuovo.',
  'CONTRIBUTION.REASON_INVALID': 'Dica perché, in 1–2.000 caratteri visibili.',
  'CONTRIBUTION.WITHDRAWN': ({ withdrawnAt }) =>
    `Questo contributo è già stato ritirato il ${day(withdrawnAt)}. Per contribuire di nuovo ne presenti un altro.`,
  'CONTRIBUTION.WRONG_STATE':
    'Con il contributo com’è adesso questo non si può fare; guardi in che stato è e che cosa attende.',
  'FINDINGS.FORMER_LIST':
    'Questo elenco è stato scritto da una versione precedente del programma e non si può più scaricare. Le sue prime 1.000 segnalazioni sono con il contributo; per averle tutte invii di nuovo i file.',
  'LINEAGE.SCOPE_INVALID': 'Indichi un contributo; oppure un dataset e l’organizzazione di cui sono le righe.',
  'MAPPING.INVALID': ({ problems }) => `La corrispondenza non si adatta al dataset: ${becauseOfEach(problems)}.`,
  'PROFILE.NAME_INVALID':
    'Il nome di un profilo di corrispondenza ha da 1 a 100 caratteri su una riga, tutti visibili.',
  'PROFILE.TOO_MANY': ({ most }) =>
    `Un’organizzazione tiene al massimo ${text(most)} profili di corrispondenza per dataset; ne elimini uno che non si usa più.`,
  'PSEUDONYM.NO_KEY':
    'Questa federazione non ha una chiave per gli pseudonimi: la prima si fa quando serve a un dataset, e prima non c’è nulla da sostituire.',
  'PSEUDONYM.ROTATION_UNFINISHED': ({ open }) =>
    `Le righe di ${text(open)} contributi hanno ancora pseudonimi di una chiave precedente. Prima di continuare, vanno inviate di nuovo o ritirate.`,
  'QUOTA.EXCEEDED': ({ used, limit, asked }) =>
    `La Sua organizzazione può tenere qui ${text(limit)} byte e ne tiene ${text(used)}: altri ${text(asked)} non ci stanno. Annulli i caricamenti che non servono, ritiri dei contributi, o chieda più spazio a chi gestisce la piattaforma.`,
  'READING.CANDIDATE_UNKNOWN': ({ candidates }) =>
    `Scelga una delle ${text(candidates)} letture possibili, contate da 1.`,
  'READING.INVALID': ({ problem }) =>
    `Il file non si può leggere così: ${because(problem)}. Scelga una delle letture possibili (\`readingCandidates\`), o ne modifichi una.`,
  'ROWS.NOT_DESTROYED': 'Di queste righe resta ancora qualcosa. Si riprova.',
  'UPLOAD.BUSY':
    'Un’altra richiesta inviava questo caricamento nello stesso momento. Chieda con HEAD quanto è già arrivato, e continui da lì.',
  'UPLOAD.EXPIRED': 'Questo caricamento è stato interrotto troppo tempo fa. Ne cominci un altro.',
  'UPLOAD.LENGTH_MISMATCH': ({ announced }) =>
    `Questo file era stato annunciato di ${text(announced)} byte; invii esattamente quel file, o presenti un nuovo contributo.`,
  'UPLOAD.PROTOCOL': 'Con ogni richiesta invii l’intestazione Tus-Resumable: 1.0.0.',
  'UPLOAD.REQUEST_INVALID': (_, english) => `La richiesta non segue il protocollo tus 1.0.0. In inglese: ${english}`,
  'UPLOAD.TOO_MANY': ({ most }) =>
    `Di un contributo si tengono al massimo ${text(most)} caricamenti non finiti; ne continui uno, o prima lo chiuda.`,
  'UPLOAD.WRONG_OFFSET': 'Chieda con HEAD quanto è già arrivato, e continui da lì.',
  'WITHDRAWAL.INVALID': ({ problem }) => `Così non si può ritirare: ${because(problem)}.`,
  'WITHDRAWAL.NOTHING': 'In questo dataset la Sua organizzazione non ha nulla da ritirare.',
  'WITHDRAWAL.SCOPE_INVALID': 'Indichi un contributo; oppure un dataset e l’organizzazione di cui sono le righe.',
};
