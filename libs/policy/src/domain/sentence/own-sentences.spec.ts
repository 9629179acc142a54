import fc from 'fast-check';
import { ownDocument } from '../../../test/arbitrary-policy';
import { document, DORA, extracts, HOUSES, NAMES, role, rule } from '../../../test/documents';
import type { OrganisationId } from '#kernel';
import { POLICY_LANGUAGES } from './language';
import { sentenceOfClause, sentences } from './sentences';

const owner = DORA as OrganisationId;

describe('sentences of an organisation’s own policy', () => {
  const policy = document({
    permissions: [
      rule({ assignee: role('steward') }),
      rule({ where: { accessRights: { $eq: 'PUBLIC' } } }),
      extracts({ where: 'everything' }),
    ],
    prohibitions: [rule({ actions: ['contribute'] }), rule({ where: { id: { $ne: HOUSES } } })],
    validUntil: '2027-12-31',
  });

  it('say whose all of it is, and how it stands to what others permit', () => {
    expect(sentences(policy, 'en', NAMES, owner)).toEqual([
      'The stewards of the federation’s organisations may see all the datasets of “Cooperativa Dora”.',
      'The people in the members’ books of the federation may see the datasets of “Cooperativa Dora” whose access rights are “PUBLIC”.',
      'The researchers of “Università di Collina” may request aggregates of all the datasets of “Cooperativa Dora”, by “zona” and “bisogno”, counting people only, for academic research, with at least 10 people and 3 contributing organisations behind each number.',
      'The people in the members’ books of the federation may never contribute to any of the datasets of “Cooperativa Dora”.',
      'The people in the members’ books of the federation may never see any of the datasets of “Cooperativa Dora” except “Alloggi”.',
      'With what is “Cooperativa Dora”’s, only those whom this or another of its own policies names may do so, and only within what the federation permits.',
      'This policy ends by itself after 31 December 2027.',
    ]);
    expect(sentences(policy, 'it', NAMES, owner)).toEqual([
      'I responsabili dei dati delle organizzazioni della federazione possono vedere tutti i dataset di «Cooperativa Dora».',
      'Le persone iscritte nei libri soci della federazione possono vedere i dataset di «Cooperativa Dora» i cui diritti di accesso sono «PUBLIC».',
      'I ricercatori di «Università di Collina» possono chiedere dati aggregati di tutti i dataset di «Cooperativa Dora», per «zona» e «bisogno», contando solo le persone, a fini di ricerca accademica, con almeno 10 persone e 3 organizzazioni conferenti dietro ogni numero.',
      'Le persone iscritte nei libri soci della federazione non possono mai alimentare alcun dataset di «Cooperativa Dora».',
      'Le persone iscritte nei libri soci della federazione non possono mai vedere alcun dataset di «Cooperativa Dora» tranne «Alloggi».',
      'Con ciò che è di «Cooperativa Dora» può farlo solo chi è indicato da questa o da un’altra sua regola, ed entro ciò che la federazione permette.',
      'Questa regola cessa da sé dopo il 31 dicembre 2027.',
    ]);
  });

  it('do not speak of who alone may where the policy permits nothing and only prohibits', () => {
    expect(sentences(document({ prohibitions: [rule({})] }), 'en', NAMES, owner)).toHaveLength(1);
  });

  it('say each clause as it is said by itself, in the order of the document', () => {
    fc.assert(
      fc.property(ownDocument, fc.constantFrom(...POLICY_LANGUAGES), fc.boolean(), (one, language, isOwn) => {
        const telling = { language, names: NAMES, owner: isOwn ? owner : null };
        const said = (['permissions', 'prohibitions'] as const).flatMap((part) =>
          one[part].map((text, index) => sentenceOfClause({ address: `${part}/${index}`, text }, telling)),
        );
        expect(sentences(one, language, NAMES, telling.owner).slice(0, said.length)).toEqual(said);
        const bounds = (['validFrom', 'validForDays', 'validUntil'] as const)
          .map((part) => sentenceOfClause({ address: part, text: one[part] }, telling))
          .filter((sentence) => sentence !== '');
        expect(sentences(one, language, NAMES, telling.owner).slice(-bounds.length || Infinity)).toEqual(bounds);
      }),
    );
  });
});
