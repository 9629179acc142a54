import type { Cause } from '#disclosure';
import type { Purpose } from '#policy';

/** What a line of a report says something about. */
export type LineName =
  | ('dataset' | 'version' | 'released' | 'purpose' | 'dimensions' | 'measures' | 'contributors' | 'policy' | 'files')
  | (
      | 'default'
      | 'shown'
      | 'people'
      | 'levels'
      | 'widths'
      | 'primary'
      | 'secondary'
      | 'repaired'
      | 'exposed'
      | 'unsafe'
      | 'unbalanced'
    )
  | ('outsiders' | 'insiders' | 'earlier' | 'certificate' | 'numbers' | 'mechanism' | 'cost' | 'ledger' | 'address');

export type SectionName = 'asked' | 'rules' | 'cells' | 'inside' | 'checked' | 'numbers' | 'citation';

export type ReportWords = {
  readonly title: string;
  readonly missingTitle: string;
  readonly missing: string;
  readonly sections: Readonly<Record<SectionName, string>>;
  readonly lines: Readonly<Record<LineName, string>>;
  readonly causes: Readonly<Record<Cause, string>>;
  /** Why it is of that version. */
  readonly versions: Readonly<Record<'unknown' | 'newest', string>> & { readonly older: (newest: number) => string };
  readonly none: string;
  readonly byDefault: (terms: string) => string;
  readonly cells: (shown: number, suppressed: number, percent: number) => string;
  readonly people: (percent: number) => string;
  readonly peopleUnknown: string;
  readonly levels: (columns: string, dimensions: string, compared: number) => string;
  readonly levelsKept: string;
  readonly widths: (smallest: string, median: string, largest: string) => string;
  readonly widthsUnknown: string;
  readonly unbounded: string;
  readonly repaired: (intervals: number, insiders: number) => string;
  readonly unsafe: (asked: number, chosen: number) => string;
  readonly outsiders: string;
  readonly insiders: Readonly<Record<'yes' | 'no', string>>;
  readonly earlier: (tables: number) => string;
  readonly certificate: (sha256: string) => string;
  readonly certificateBefore: string;
  readonly numbers: Readonly<Record<'exact' | 'independent' | 'controlled' | 'cellKey' | 'noise', string>>;
  readonly mechanisms: Readonly<Record<'gaussian' | 'laplace', string>>;
  readonly cost: (epsilon: string, delta: string, rho: string) => string;
  readonly column: (halfWidth: string, scale: string) => string;
  readonly quantile: (people: string) => string;
  readonly ledger: (before: string, after: string, lifetime: string) => string;
};

/** What data is used for, as a noun. */
export const PURPOSE_WORDS: Readonly<Record<'it' | 'en', Readonly<Record<Purpose, string>>>> = {
  it: {
    ResearchAndDevelopment: 'ricerca e sviluppo',
    AcademicResearch: 'ricerca accademica',
    NonCommercialResearch: 'ricerca non commerciale',
    CommercialResearch: 'ricerca commerciale',
    ServiceProvision: 'erogazione di servizi',
    ServiceImprovement: 'miglioramento dei servizi',
    PublicBenefit: 'beneficio pubblico',
    OrganisationGovernance: 'governo dell’organizzazione',
  },
  en: {
    ResearchAndDevelopment: 'research and development',
    AcademicResearch: 'academic research',
    NonCommercialResearch: 'non-commercial research',
    CommercialResearch: 'commercial research',
    ServiceProvision: 'provision of services',
    ServiceImprovement: 'improvement of services',
    PublicBenefit: 'public benefit',
    OrganisationGovernance: 'governance of an organisation',
  },
};

const ITALIAN: ReportWords = {
  title: 'Rapporto di rilascio',
  missingTitle: 'Nessun rapporto',
  missing: 'A questo indirizzo non c’è un rapporto che puoi vedere.',
  sections: {
    asked: 'Che cosa è stato chiesto e risposto',
    rules: 'Regole applicate',
    cells: 'Celle e utilità',
    inside: 'Solo per chi risponde del dataset',
    checked: 'Rischio: che cosa è stato controllato',
    numbers: 'Numeri pubblicati',
    citation: 'Come citare',
  },
  lines: {
    dataset: 'Dataset',
    version: 'Versione',
    released: 'Rilasciato',
    purpose: 'Finalità',
    dimensions: 'Dimensioni',
    measures: 'Misure',
    contributors: 'Organizzazioni conferenti',
    policy: 'Regola che lo permette (SHA-256)',
    files: 'File (SHA-256)',
    default: 'Per impostazione',
    shown: 'Celle mostrate',
    people: 'Persone nelle celle più fini mostrate',
    levels: 'Livelli ceduti',
    widths: 'Ampiezza degli intervalli di ciò che è nascosto',
    primary: 'Nascoste per sé',
    secondary: 'Nascoste a protezione di altre',
    repaired: 'Nascoste in più dai controlli',
    exposed: 'Già rivelate da tabelle precedenti',
    unsafe: 'Celle non sicure per livello',
    unbalanced: 'Totali che non tornano dopo l’arrotondamento',
    outsiders: 'Estranei',
    insiders: 'Chi conferisce',
    earlier: 'Tabelle precedenti',
    certificate: 'Certificato',
    numbers: 'Come sono',
    mechanism: 'Rumore',
    cost: 'Costo',
    ledger: 'Registro',
    address: 'Indirizzo',
  },
  causes: {
    people: 'troppo poche persone',
    contributors: 'troppo poche organizzazioni',
    outside: 'troppo poche persone fuori dal maggior conferente',
    dominance: 'dominanza',
    pPercent: 'regola p%',
    zero: 'nessuno: anche un’assenza rivela',
    group: 'un valore sensibile di quasi tutto il gruppo',
    difference: 'differenza con una tabella precedente',
  },
  versions: {
    unknown: 'non si sa se allora ve ne fosse una più recente',
    newest: 'la più recente al momento del rilascio',
    older: (newest) =>
      `la ${newest} è più recente, ma accanto a una tabella uscita prima direbbe che cosa hanno cambiato troppo pochi conferenti`,
  },
  none: 'nessuna',
  byDefault: (terms) => `così perché nessuna regola dice altro: ${terms}`,
  cells: (shown, suppressed, percent) => `${shown} mostrate e ${suppressed} omesse (mostrato il ${percent} %)`,
  people: (percent) => `il ${percent} %`,
  peopleUnknown: 'non si ricava dai numeri pubblicati',
  levels: (columns, dimensions, compared) =>
    `non per ${columns} ma per ${dimensions}: la migliore di ${compared} tabelle confrontate`,
  levelsKept: 'nessuno',
  widths: (smallest, median, largest) =>
    `dai soli numeri pubblicati, in persone: la più stretta ${smallest}, la mediana ${median}, la più larga ${largest}`,
  widthsUnknown: 'non calcolata',
  unbounded: 'senza limite',
  repaired: (intervals, insiders) =>
    `${intervals} perché gli intervalli erano troppo stretti, ${insiders} per ciò che sa chi conferisce`,
  unsafe: (asked, chosen) => `${asked} come chiesto, ${chosen} come rilasciato`,
  outsiders:
    'da ciò che è mostrato non si ricava né si stringe più del dovuto alcuna cella non sicura, oltre a ciò che tabelle precedenti dicevano già',
  insiders: {
    yes: 'lo stesso vale per ogni conferente che sottrae le proprie righe, e per ogni coalizione dichiarata',
    no: 'non controllato: la regola permette numeri di un solo conferente',
  },
  earlier: (tables) =>
    tables === 0 ? 'nessuna tabella di questo dataset era uscita prima' : `decisa accanto a ${tables} già uscite`,
  certificate: (sha256) =>
    `la prova è stata verificata in aritmetica esatta prima del rilascio ed è conservata sigillata; SHA-256 ${sha256}`,
  certificateBefore: 'la stessa tabella era già uscita, con la propria prova',
  numbers: {
    exact: 'esatti',
    independent: 'arrotondati ciascuno per conto proprio: i totali possono non essere la somma delle parti',
    controlled: 'arrotondati insieme, così che le somme tornino ove possibile',
    cellKey: 'spostati con il metodo delle chiavi di cella: non è privacy differenziale',
    noise: 'con rumore: privacy differenziale per i beneficiari, dato lo schema di omissione',
  },
  mechanisms: { gaussian: 'gaussiano discreto', laplace: 'di Laplace discreto' },
  cost: (epsilon, delta, rho) => `ε = ${epsilon} con δ = ${delta}; ρ = ${rho}`,
  column: (halfWidth, scale) =>
    `con il 95 % di confidenza il numero senza rumore dista al più ${halfWidth} (nella cifra più piccola); ${scale}`,
  quantile: (people) => `con il 95 % di confidenza tra esso e quello senza rumore stanno al più ${people} persone`,
  ledger: (before, after, lifetime) => `ε speso prima ${before}, dopo ${after}, su ${lifetime} in tutto`,
};

const ENGLISH: ReportWords = {
  title: 'Release report',
  missingTitle: 'No report',
  missing: 'At this address there is no report that you may see.',
  sections: {
    asked: 'What was asked and answered',
    rules: 'Rules applied',
    cells: 'Cells and utility',
    inside: 'For those who answer for the dataset only',
    checked: 'Risk: what was checked',
    numbers: 'Published numbers',
    citation: 'How to cite',
  },
  lines: {
    dataset: 'Dataset',
    version: 'Version',
    released: 'Released',
    purpose: 'Purpose',
    dimensions: 'Dimensions',
    measures: 'Measures',
    contributors: 'Contributing organisations',
    policy: 'Policy that allows it (SHA-256)',
    files: 'Files (SHA-256)',
    default: 'By default',
    shown: 'Cells shown',
    people: 'People in the finest cells that are shown',
    levels: 'Levels given up',
    widths: 'Widths of the intervals of what is hidden',
    primary: 'Hidden for themselves',
    secondary: 'Hidden to protect others',
    repaired: 'Hidden besides by the checks',
    exposed: 'Given away already by earlier tables',
    unsafe: 'Unsafe cells by level',
    unbalanced: 'Totals that do not add up once rounded',
    outsiders: 'Outsiders',
    insiders: 'Contributors',
    earlier: 'Earlier tables',
    certificate: 'Certificate',
    numbers: 'What they are',
    mechanism: 'Noise',
    cost: 'Cost',
    ledger: 'Ledger',
    address: 'Address',
  },
  causes: {
    people: 'too few people',
    contributors: 'too few organisations',
    outside: 'too few people outside the largest contributor',
    dominance: 'dominance',
    pPercent: 'p% rule',
    zero: 'nobody: an absence tells, too',
    group: 'a sensitive value of nearly all of a group',
    difference: 'difference with an earlier table',
  },
  versions: {
    unknown: 'it is not known whether there was a newer one',
    newest: 'the newest when it was released',
    older: (newest) =>
      `${newest} is newer, but beside a table that left before it would tell what too few contributors have changed`,
  },
  none: 'none',
  byDefault: (terms) => `so because no policy says otherwise: ${terms}`,
  cells: (shown, suppressed, percent) => `${shown} shown and ${suppressed} suppressed (${percent}% are shown)`,
  people: (percent) => `${percent}%`,
  peopleUnknown: 'does not follow from the published numbers',
  levels: (columns, dimensions, compared) =>
    `not by ${columns} but by ${dimensions}: the best of ${compared} tables that were compared`,
  levelsKept: 'none',
  widths: (smallest, median, largest) =>
    `from the published numbers alone, in people: the narrowest ${smallest}, the median ${median}, the widest ${largest}`,
  widthsUnknown: 'not computed',
  unbounded: 'without bound',
  repaired: (intervals, insiders) =>
    `${intervals} because intervals were too narrow, ${insiders} because of what contributors know`,
  unsafe: (asked, chosen) => `${asked} as asked for, ${chosen} as released`,
  outsiders:
    'no unsafe cell can be worked out from what is shown, or narrowed down more than it may be, beyond what earlier tables told',
  insiders: {
    yes: 'the same holds for each contributor who subtracts its own rows, and for each declared coalition',
    no: 'not checked: the policy allows numbers of a single contributor',
  },
  earlier: (tables) =>
    tables === 0 ? 'no table of this dataset had left before' : `decided beside ${tables} that had left before`,
  certificate: (sha256) =>
    `the proof was verified in exact arithmetic before the release and is kept under seal; SHA-256 ${sha256}`,
  certificateBefore: 'the same table had left before, with its own proof',
  numbers: {
    exact: 'exact',
    independent: 'rounded each by itself: totals may differ from the sum of their parts',
    controlled: 'rounded together, so that they add up where possible',
    cellKey: 'moved by the cell key method: not differentially private',
    noise: 'with noise: differentially private for beneficiaries, given the suppression pattern',
  },
  mechanisms: { gaussian: 'discrete Gaussian', laplace: 'discrete Laplace' },
  cost: (epsilon, delta, rho) => `ε = ${epsilon} at δ = ${delta}; ρ = ${rho}`,
  column: (halfWidth, scale) =>
    `with 95% confidence the number without noise is no further away than ${halfWidth} (in its smallest digit); ${scale}`,
  quantile: (people) => `with 95% confidence at most ${people} people lie between it and the one without noise`,
  ledger: (before, after, lifetime) => `ε spent before ${before}, after ${after}, of ${lifetime} in all`,
};

export const REPORT_WORDS: Readonly<Record<'it' | 'en', ReportWords>> = { it: ITALIAN, en: ENGLISH };
