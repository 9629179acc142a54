import {
  document,
  DORA,
  extracts,
  forbidding,
  HOUSES,
  NAMES,
  permitting,
  role,
  rule,
  UNIVERSITY,
  USERS,
} from '../../../test/documents';
import type { PolicyDocument } from '../policy-document';
import { POLICY_LANGUAGES } from './language';
import { sentences, sentencesOfTerms } from './sentences';

const both = (policy: PolicyDocument, names = NAMES) =>
  [sentences(policy, 'it', names), sentences(policy, 'en', names)].flat();

describe('sentences', () => {
  it.each<[string, PolicyDocument, string, string]>([
    [
      'everything, for the members',
      permitting(rule({})),
      'Le persone iscritte nei libri soci della federazione possono vedere tutti i dataset della federazione.',
      'The people in the members’ books of the federation may see all the federation’s datasets.',
    ],
    [
      'several actions, for a role of the federation',
      permitting(rule({ assignee: role('steward'), actions: ['read', 'create', 'contribute'] })),
      'I responsabili dei dati delle organizzazioni della federazione possono vedere, pubblicare e alimentare tutti i dataset della federazione.',
      'The stewards of the federation’s organisations may see, publish and contribute to all the federation’s datasets.',
    ],
    [
      'the assembly’s own rights',
      permitting(rule({ assignee: role('member'), subject: 'Ballot', actions: ['read', 'propose', 'vote'] })),
      'I soci delle organizzazioni della federazione possono vedere, presentare, mettere ai voti e votare tutte le proposte della federazione.',
      'The members of the federation’s organisations may see, submit, put to the vote and vote on all the federation’s proposals.',
    ],
    [
      'policies, for auditors of two organisations',
      permitting(rule({ assignee: role('auditor', [DORA, UNIVERSITY]), subject: 'Policy' })),
      'I revisori di «Cooperativa Dora» e «Università di Collina» possono vedere tutte le regole di accesso della federazione.',
      'The auditors of “Cooperativa Dora” and “Università di Collina” may see all the federation’s policies.',
    ],
    [
      'one dataset by name',
      permitting(rule({ where: { id: { $eq: USERS } } })),
      'Le persone iscritte nei libri soci della federazione possono vedere il dataset «Utenti dei servizi».',
      'The people in the members’ books of the federation may see the dataset “Utenti dei servizi”.',
    ],
    [
      'two datasets by name',
      permitting(rule({ where: { id: { $in: [USERS, HOUSES] } } })),
      'Le persone iscritte nei libri soci della federazione possono vedere i dataset «Utenti dei servizi» e «Alloggi».',
      'The people in the members’ books of the federation may see the datasets “Utenti dei servizi” and “Alloggi”.',
    ],
    [
      'everything but one dataset',
      permitting(rule({ where: { id: { $ne: USERS } } })),
      'Le persone iscritte nei libri soci della federazione possono vedere tutti i dataset della federazione tranne «Utenti dei servizi».',
      'The people in the members’ books of the federation may see all the federation’s datasets except “Utenti dei servizi”.',
    ],
    [
      'conditions on texts',
      permitting(
        rule({
          where: {
            publisherId: { $eq: DORA },
            needCategory: { $in: ['socialNeeds', 'urbanStatistics'] },
            accessRights: { $nin: ['RESTRICTED', 'NON_PUBLIC'] },
          },
        }),
      ),
      'Le persone iscritte nei libri soci della federazione possono vedere i dataset della federazione il cui editore è «Cooperativa Dora», la cui categoria di bisogno è «socialNeeds» o «urbanStatistics» e i cui diritti di accesso non sono né «RESTRICTED» né «NON_PUBLIC».',
      'The people in the members’ books of the federation may see the federation’s datasets whose publisher is “Cooperativa Dora”, whose need category is “socialNeeds” or “urbanStatistics” and whose access rights are none of “RESTRICTED” or “NON_PUBLIC”.',
    ],
    [
      'conditions on numbers',
      permitting(rule({ where: { contributors: { $gte: 3, $lt: 10 } } })),
      'Le persone iscritte nei libri soci della federazione possono vedere i dataset della federazione il cui numero di organizzazioni conferenti è inferiore a 10 e il cui numero di organizzazioni conferenti è almeno 3.',
      'The people in the members’ books of the federation may see the federation’s datasets whose number of contributing organisations is below 10 and whose number of contributing organisations is at least 3.',
    ],
    [
      'names among other conditions',
      permitting(rule({ where: { id: { $in: [USERS, HOUSES] }, contributors: { $lte: 5, $gt: 1, $ne: 3 } } })),
      'Le persone iscritte nei libri soci della federazione possono vedere i dataset della federazione che sono «Utenti dei servizi» o «Alloggi», il cui numero di organizzazioni conferenti non è 3, il cui numero di organizzazioni conferenti è al massimo 5 e il cui numero di organizzazioni conferenti è superiore a 1.',
      'The people in the members’ books of the federation may see the federation’s datasets that are “Utenti dei servizi” or “Alloggi”, whose number of contributing organisations is not 3, whose number of contributing organisations is at most 5 and whose number of contributing organisations is above 1.',
    ],
    [
      'contributions of an organisation to a dataset',
      permitting(
        rule({ subject: 'Contribution', where: { organisationId: { $eq: DORA }, datasetId: { $eq: USERS } } }),
      ),
      'Le persone iscritte nei libri soci della federazione possono vedere i conferimenti della federazione la cui organizzazione è «Cooperativa Dora» e il cui dataset è «Utenti dei servizi».',
      'The people in the members’ books of the federation may see the federation’s contributions whose organisation is “Cooperativa Dora” and whose dataset is “Utenti dei servizi”.',
    ],
    [
      'an extract by its number, which is nobody’s name',
      permitting(rule({ subject: 'Extract', where: { id: { $eq: USERS } } })),
      `Le persone iscritte nei libri soci della federazione possono vedere l’estratto «${USERS}».`,
      `The people in the members’ books of the federation may see the extract “${USERS}”.`,
    ],
    [
      'extracts, of one dataset, counting people',
      permitting(extracts({})),
      'I ricercatori di «Università di Collina» possono chiedere dati aggregati del dataset «Utenti dei servizi», per «zona» e «bisogno», contando solo le persone, a fini di ricerca accademica, con almeno 10 persone e 3 organizzazioni conferenti dietro ogni numero.',
      'The researchers of “Università di Collina” may request aggregates of the dataset “Utenti dei servizi”, by “zona” and “bisogno”, counting people only, for academic research, with at least 10 people and 3 contributing organisations behind each number.',
    ],
    [
      'extracts, of everything, with measures and purposes',
      permitting(
        extracts({
          where: 'everything',
          dimensions: ['zona'],
          measures: ['ore', 'costo'],
          purposes: ['AcademicResearch', 'NonCommercialResearch', 'ServiceImprovement'],
          terms: { minPeople: 3, minContributors: 1 },
        }),
      ),
      'I ricercatori di «Università di Collina» possono chiedere dati aggregati di tutti i dataset della federazione, per «zona», con le misure «ore» e «costo», a fini di ricerca accademica, di ricerca non commerciale o di miglioramento dei servizi, con almeno 3 persone e 1 organizzazione conferente dietro ogni numero.',
      'The researchers of “Università di Collina” may request aggregates of all the federation’s datasets, by “zona”, with the measures “ore” and “costo”, for academic research, non-commercial research or the improvement of services, with at least 3 people and 1 contributing organisation behind each number.',
    ],
    [
      'extracts, of some',
      permitting(extracts({ where: { accessRights: { $eq: 'PUBLIC' } }, dimensions: ['zona'], measures: ['ore'] })),
      'I ricercatori di «Università di Collina» possono chiedere dati aggregati dei dataset della federazione i cui diritti di accesso sono «PUBLIC», per «zona», con le misure «ore», a fini di ricerca accademica, con almeno 10 persone e 3 organizzazioni conferenti dietro ogni numero.',
      'The researchers of “Università di Collina” may request aggregates of the federation’s datasets whose access rights are “PUBLIC”, by “zona”, with the measures “ore”, for academic research, with at least 10 people and 3 contributing organisations behind each number.',
    ],
    [
      'a prohibition of everything, which must not read as "not of all"',
      forbidding(rule({ actions: ['read', 'contribute', 'requestExtract'] })),
      'Le persone iscritte nei libri soci della federazione non possono mai vedere, alimentare o chiedere in estratto alcun dataset della federazione.',
      'The people in the members’ books of the federation may never see, contribute to or request extracts of any of the federation’s datasets.',
    ],
    [
      'a prohibition with an exception',
      forbidding(rule({ assignee: role('researcher', [UNIVERSITY]), where: { id: { $nin: [USERS, HOUSES] } } })),
      'I ricercatori di «Università di Collina» non possono mai vedere alcun dataset della federazione tranne «Utenti dei servizi» e «Alloggi».',
      'The researchers of “Università di Collina” may never see any of the federation’s datasets except “Utenti dei servizi” and “Alloggi”.',
    ],
    [
      'a prohibition of some',
      forbidding(rule({ where: { accessRights: { $eq: 'NON_PUBLIC' } } })),
      'Le persone iscritte nei libri soci della federazione non possono mai vedere i dataset della federazione i cui diritti di accesso sono «NON_PUBLIC».',
      'The people in the members’ books of the federation may never see the federation’s datasets whose access rights are “NON_PUBLIC”.',
    ],
  ])('say %s', (_, policy, italian, english) => {
    expect(sentences(policy, 'it', NAMES)).toEqual([italian]);
    expect(sentences(policy, 'en', NAMES)).toEqual([english]);
  });

  it.each([
    [
      '2027-12-31',
      'Questa regola cessa da sé dopo il 31 dicembre 2027.',
      'This policy ends by itself after 31 December 2027.',
    ],
    [
      '2027-01-01',
      'Questa regola cessa da sé dopo il 1º gennaio 2027.',
      'This policy ends by itself after 1 January 2027.',
    ],
    ['2027-03-08', 'Questa regola cessa da sé dopo l’8 marzo 2027.', 'This policy ends by itself after 8 March 2027.'],
    [
      '2027-11-11',
      'Questa regola cessa da sé dopo l’11 novembre 2027.',
      'This policy ends by itself after 11 November 2027.',
    ],
    [
      '2027-08-18',
      'Questa regola cessa da sé dopo il 18 agosto 2027.',
      'This policy ends by itself after 18 August 2027.',
    ],
  ])('say that %s is the last day', (validUntil, italian, english) => {
    const policy = document({ permissions: [rule({})], validUntil });
    expect(both(policy).filter((_, i) => i % 2 === 1)).toEqual([italian, english]);
  });

  it('keep a name within its quotes, whatever the name', () => {
    const hostile = 'Alloggi» e tutti i dataset di «Dora” or any other dataset of “Dora\n\nEsito: approvata\u202e';
    const names = { organisation: () => hostile, dataset: () => hostile };
    const policy = permitting(rule({ where: { id: { $eq: USERS } } }));
    expect(sentences(policy, 'it', names)).toEqual([
      "Le persone iscritte nei libri soci della federazione possono vedere il dataset «Alloggi' e tutti i dataset di 'Dora' or any other dataset of 'Dora Esito: approvata ».",
    ]);
    for (const language of POLICY_LANGUAGES) {
      expect(sentences(policy, language, names)[0]?.match(/[«»“”„"]/g)).toHaveLength(2);
    }
  });
});

describe('terms in sentences', () => {
  const terms = { minPeople: 10, minContributors: 3, roundingBase: 5 };

  it('are said as policies say them, by themselves', () => {
    expect(sentencesOfTerms(terms, 'en')).toEqual([
      'With at least 10 people and 3 contributing organisations behind each number.',
      'Published numbers are rounded to multiples of 5.',
    ]);
    for (const language of POLICY_LANGUAGES) {
      const [said = ''] = sentences(permitting(extracts({ terms })), language, NAMES);
      for (const sentence of sentencesOfTerms(terms, language))
        expect(said.toLowerCase()).toContain(sentence.slice(0, -1).toLowerCase());
    }
  });

  it('are none where none are given', () => {
    expect(sentencesOfTerms({}, 'it')).toEqual([]);
  });
});
