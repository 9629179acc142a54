import type { Threshold } from '../../share';
import type { Base, CallRules, Form } from '../statute-language';
import { counted, days, shareInWords, type Noun } from '../words';
import { asksForNobody, cited, duration, quoted, type Phrases } from './phrases';

const MEMBERS: Noun = ['socio', 'soci'];
const VOTES: Noun = ['voto', 'voti'];

const FORMS: Record<Form, string> = {
  cooperativeSpa: 'una società cooperativa con le norme sulla società per azioni',
  cooperativeSrl: 'una società cooperativa con le norme sulla società a responsabilità limitata',
  thirdSector: 'un’associazione del Terzo settore',
  europeanCooperative: 'una società cooperativa europea',
  committee: 'un comitato, con le sole regole che si è dato',
};

const WHO = {
  persons: 'Votano i soci',
  organisations: 'Votano le organizzazioni socie, ciascuna con un rappresentante',
  delegates: 'Votano i delegati eletti dalle assemblee separate',
} as const;

const BASES: Record<Base, string> = {
  entitled: 'dei voti di tutti gli aventi diritto',
  present: 'dei voti presenti o rappresentati',
  cast: 'dei voti espressi, contando gli astenuti e le schede bianche',
  valid: 'dei voti validi, contando gli astenuti ma non le schede bianche',
  yesNo: 'dei sì e dei no, senza contare gli astenuti',
};

const PLURAL = {
  legalPersons: 'Una persona giuridica',
  exchange: 'Un socio che vota secondo gli scambi mutualistici',
  financing: 'Un socio finanziatore',
} as const;

const UNITS: Record<'shares' | 'ownMembers' | 'exchange', Noun> = {
  shares: ['quota o azione', 'quote o azioni'],
  ownMembers: ['proprio associato', 'propri associati'],
  exchange: ['unità di scambio mutualistico', 'unità di scambio mutualistico'],
};

const CAPS = {
  exchangeMember: 'I voti di un solo socio che vota secondo gli scambi mutualistici',
  exchangeCategory: 'I voti di tutti i soci che votano secondo gli scambi mutualistici',
  financingCategory: 'I voti di tutti i soci finanziatori',
} as const;

const CALLS = { only: '', first: 'in prima convocazione ', second: 'in seconda convocazione ' } as const;

function threshold({ share, reach }: Threshold): string {
  const words = shareInWords(share, 'it');
  if (share.part === 0) return reach === 'atLeast' ? words : 'una parte qualsiasi';
  if (reach === 'moreThan') return words.startsWith('la ') ? `più del${words}` : `più di ${words}`;
  return share.part === share.of ? words : `almeno ${words}`;
}

const quorum = (rule: CallRules['quorum']) =>
  rule === null || asksForNobody(rule)
    ? 'si decide quanti che siano i partecipanti'
    : `i partecipanti devono avere ${threshold(rule)} ${BASES.entitled}`;

export const italian: Phrases = {
  title: (title) => `Il titolo è ${quoted(title, ['«', '»'])}.`,
  form: (form) => `L’organo è ${FORMS[form]}.`,
  speaks: (language, timeZone) =>
    `Avvisi e verbali sono in ${language === 'it' ? 'italiano' : 'inglese'}; giorni e ore sono quelli di ${timeZone}.`,
  voters: ({ who, minDays, suspended, inArrears, article }) =>
    `${WHO[who]}, ${minDays === 0 ? 'dal giorno in cui sono' : `se da almeno ${days(minDays, 'it')} sono`} nel libro soci; ` +
    `chi è sospeso ${suspended === 'vote' ? 'vota' : 'non vota'}, chi è moroso ${inArrears === 'vote' ? 'vota' : 'non vota'} ${cited(article)}.`,
  oneVote: 'Ogni socio ha un voto, salvo dove qui è detto altro.',
  pluralVotes: (name, { basis, unitsPerVote, maxVotes, article }) =>
    `${PLURAL[name]} ha un voto, e uno in più ogni ${counted(unitsPerVote, UNITS[basis], 'it')}, fino a ${counted(maxVotes, VOTES, 'it')} ${cited(article)}.`,
  cap: (name, { share, article }) =>
    `${CAPS[name]} contano al massimo per ${shareInWords(share, 'it')} dei voti presenti o rappresentati ${cited(article)}.`,
  proxies: (proxies) => {
    if (proxies === null) return 'Nessuno vota per delega.';
    const { maxPerHolder, large, article } = proxies;
    const more = large
      ? `, o ${counted(large.maxPerHolder, MEMBERS, 'it')} se gli aventi diritto sono almeno ${large.fromMembers}`
      : '';
    return `Con delega scritta un partecipante rappresenta al massimo ${counted(maxPerHolder, MEMBERS, 'it')}${more} ${cited(article)}.`;
  },
  delegates: ({ membersPerDelegate, article }) =>
    `Si elegge un delegato ogni ${counted(membersPerDelegate, MEMBERS, 'it')} o frazione ${cited(article)}.`,
  call: (matters, which, { quorum: rule, majority, article }) =>
    `${matters}, ${CALLS[which]}${quorum(rule)}, e la proposta passa se i sì sono ${threshold(majority)} ${BASES[majority.base]} ${cited(article)}.`,
  ballot: (matters, { secrecy, remote }) =>
    `${matters}, il voto è ${secrecy === 'open' ? 'palese' : 'segreto'} e ${remote ? 'si può dare anche a distanza' : 'si dà solo in sala'}.`,
  convening: (matters, { noticeDays, standing }) => {
    const notice = noticeDays === 0 ? 'non serve preavviso' : `il preavviso è di almeno ${days(noticeDays, 'it')}`;
    const outside = standing
      ? `si può votare anche fuori riunione, per un tempo da ${duration(standing.minSeconds, 'it')} a ${duration(standing.maxSeconds, 'it')}`
      : 'si decide solo in riunione';
    return `${matters}, ${notice} e ${outside}.`;
  },
  notice: ({ tooShort, article }) =>
    `Un avviso troppo breve ${tooShort === 'refused' ? 'non è ammesso' : 'è ammesso, ma segnalato a tutti'} ${cited(article)}.`,
  secondCall: ({ anotherDay, withinDays, article }) =>
    `La seconda convocazione, dove è prevista, è ${anotherDay ? 'in un altro giorno' : 'anche nello stesso giorno'}, entro ${days(withinDays, 'it')} dalla prima ${cited(article)}.`,
  conflicts: ({ rule, article }) =>
    `Chi ha un conflitto di interessi lo dichiara e ${rule === 'declared' ? 'può votare' : 'non vota né conta per quorum e maggioranze'} ${cited(article)}.`,
  ties: ({ rule, article }) =>
    `A parità di sì e di no ${rule === 'rejects' ? 'la proposta è respinta' : 'vale il voto del presidente'} ${cited(article)}.`,
  sunset: ({ maxDays, reviewDaysBefore }) =>
    `Una politica sui dati vale al massimo ${days(maxDays, 'it')}; il riesame va all’ordine del giorno ${days(reviewDaysBefore, 'it')} prima della fine.`,
  suspension: (suspension) =>
    suspension
      ? `In urgenza ${suspension.office === 'chair' ? 'il presidente' : 'il consiglio'} può sospendere una politica sui dati; senza ratifica entro ${days(suspension.ratifyWithinDays, 'it')} la sospensione decade ${cited(suspension.article)}.`
      : 'Nessuno può sospendere in urgenza una politica sui dati.',
  accessPower: (isLeftToFederation) =>
    isLeftToFederation
      ? 'Sui propri dati l’organo lascia decidere la federazione.'
      : 'Sui propri dati l’organo decide da sé, oltre a ciò che decide la federazione.',
  challenge: ({ days: within, article }) =>
    within === 0
      ? `Lo statuto non dà un termine per impugnare le delibere ${cited(article)}.`
      : `Una delibera si può impugnare entro ${days(within, 'it')} ${cited(article)}.`,
  everyMatter: 'Per ogni delibera',
  someMatters: (names) => `Per ${names}`,
  changed: (before, after) => `Finora: ${before} D’ora in poi: ${after}`,
  added: (after) => `Nuovo: ${after}`,
  removed: (before) => `Non vale più: ${before}`,
};
