import { PURPOSE_WORDS, type Accountability, type Count } from '#extracts';
import type { Language } from '#identity';

type TermsOf<List> = List extends readonly Count<infer Term>[] ? Term : never;
type ExtractOutcome = TermsOf<Accountability['extracts']['outcomes']>;
type ApplicationOutcome = TermsOf<Accountability['applications']['outcomes']>;
type Reason = TermsOf<Accountability['applications']['reasons']>;
type Purpose = TermsOf<Accountability['extracts']['purposes']>;
type GrantEnd = TermsOf<Accountability['grants']['ends']>;

export type AccountWords = {
  readonly title: string;
  readonly intro: string;
  readonly missingTitle: string;
  readonly missing: string;
  readonly none: string;
  readonly columns: readonly [what: string, howMany: string];
  readonly sections: Readonly<Record<keyof Accountability, string>>;
  readonly lists: Readonly<Record<'outcomes' | 'reasons' | 'purposes' | 'standing' | 'ends', string>>;
  readonly total: (count: number) => string;
  readonly medianHours: (hours: number) => string;
  readonly grants: Readonly<Record<'live' | 'toCome', string>>;
  readonly duties: Readonly<Record<keyof Accountability['duties'], string>>;
  readonly extractOutcomes: Readonly<Record<ExtractOutcome, string>>;
  readonly applicationOutcomes: Readonly<Record<ApplicationOutcome, string>>;
  readonly applicationReasons: Readonly<Record<Reason, string>>;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly grantEnds: Readonly<Record<GrantEnd, string>>;
};

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many.replace('#', `${count}`));

const ITALIAN: AccountWords = {
  title: 'Rendiconto',
  intro: 'Che cosa è stato chiesto di questo dataset e come è andata, solo in numeri: senza nomi e senza testi.',
  missingTitle: 'Nessun rendiconto',
  missing: 'A questo indirizzo non c’è un dataset che puoi vedere.',
  none: 'Ancora nulla.',
  columns: ['Che cosa', 'Quante'],
  sections: {
    extracts: 'Richieste di estratti',
    applications: 'Domande di accesso',
    grants: 'Accessi',
    duties: 'Impegni',
  },
  lists: { outcomes: 'Esito', reasons: 'Motivo', purposes: 'Finalità', standing: 'Stato', ends: 'Finiti per' },
  total: (count) => plural(count, 'Una in tutto.', '# in tutto.'),
  medianHours: (hours) => `Dall’invio alla decisione passano, in mediana, ${plural(hours, 'un’ora', '# ore')}.`,
  grants: { live: 'in corso', toCome: 'non ancora iniziati' },
  duties: { toFulfil: 'da adempiere', overdue: 'scaduti', accepted: 'adempiuti' },
  extractOutcomes: {
    granted: 'concessa, in lavorazione',
    checking: 'guardata prima che esca',
    refused: 'respinta',
    released: 'rilasciata',
    failed: 'non riuscita',
  },
  applicationOutcomes: {
    draft: 'bozza',
    submitted: 'inviata',
    returned: 'restituita',
    approved: 'approvata',
    rejected: 'respinta',
    closed: 'chiusa',
    revoked: 'revocata',
    withdrawn: 'ritirata',
  },
  applicationReasons: {
    purposeNotCovered: 'finalità non ammessa',
    legalBasisMissing: 'base giuridica mancante',
    tooDetailed: 'troppo dettaglio',
    riskTooHigh: 'rischio troppo alto',
    incomplete: 'incompleta',
    reviewedAgainst: 'parere contrario dei revisori',
    consentRefused: 'consenso negato da chi contribuisce',
    votedDown: 'respinta dal voto',
    other: 'altro',
  },
  purposes: PURPOSE_WORDS.it,
  grantEnds: {
    expired: 'scadenza',
    closed: 'chiusura',
    revoked: 'revoca',
    policyEnded: 'fine della regola che lo permetteva',
    membershipEnded: 'fine dell’appartenenza',
    consentWithdrawn: 'consenso ritirato',
    datasetWithdrawn: 'dataset ritirato',
    dutyOverdue: 'impegno non adempiuto',
  },
};

const ENGLISH: AccountWords = {
  title: 'Account',
  intro:
    'What was asked of this dataset and what came of it, in numbers alone: no names, and nothing that anybody wrote.',
  missingTitle: 'No account',
  missing: 'At this address there is no dataset that you may see.',
  none: 'Nothing yet.',
  columns: ['What', 'How many'],
  sections: {
    extracts: 'Requests for extracts',
    applications: 'Applications for access',
    grants: 'Grants',
    duties: 'Duties',
  },
  lists: { outcomes: 'Outcome', reasons: 'Reason', purposes: 'Purpose', standing: 'State', ends: 'Ended by' },
  total: (count) => plural(count, 'One in all.', '# in all.'),
  medianHours: (hours) => `From submission to decision the median is ${plural(hours, 'one hour', '# hours')}.`,
  grants: { live: 'in force', toCome: 'not begun yet' },
  duties: { toFulfil: 'to be fulfilled', overdue: 'overdue', accepted: 'fulfilled' },
  extractOutcomes: {
    granted: 'granted, being made',
    checking: 'looked at before it leaves',
    refused: 'refused',
    released: 'released',
    failed: 'failed',
  },
  applicationOutcomes: {
    draft: 'draft',
    submitted: 'submitted',
    returned: 'returned',
    approved: 'approved',
    rejected: 'rejected',
    closed: 'closed',
    revoked: 'revoked',
    withdrawn: 'withdrawn',
  },
  applicationReasons: {
    purposeNotCovered: 'purpose not covered',
    legalBasisMissing: 'no legal basis',
    tooDetailed: 'too detailed',
    riskTooHigh: 'risk too high',
    incomplete: 'incomplete',
    reviewedAgainst: 'reviewed against',
    consentRefused: 'a contributor refused consent',
    votedDown: 'voted down',
    other: 'other',
  },
  purposes: PURPOSE_WORDS.en,
  grantEnds: {
    expired: 'the end of its time',
    closed: 'closing',
    revoked: 'revocation',
    policyEnded: 'the end of the policy that allowed it',
    membershipEnded: 'the end of a membership',
    consentWithdrawn: 'withdrawn consent',
    datasetWithdrawn: 'a withdrawn dataset',
    dutyOverdue: 'a duty that was not fulfilled',
  },
};

export const ACCOUNT_WORDS: Readonly<Record<Language, AccountWords>> = { it: ITALIAN, en: ENGLISH };
