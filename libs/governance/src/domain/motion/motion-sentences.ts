import type { Sentences } from '../sentence';
import type { Admission, Decision, Election, FoundBody } from './motion';

/** A title cannot end its own quotation. */
const quoted = (title: string) => title.replace(/[«»“”]/g, "'");

/** What ending a policy means, in the words that members vote on. */
export function endingSentences(title: string): Sentences {
  return {
    it: [`La regola di accesso «${quoted(title)}» cessa: da subito non consente più nulla.`],
    en: [`The policy “${quoted(title)}” ends: from now on it allows nothing.`],
  };
}

export function ratifyingSentences(title: string): Sentences {
  return {
    it: [
      `La sospensione della regola di accesso «${quoted(title)}» è ratificata: vale finché l’assemblea non decide altro.`,
    ],
    en: [`The suspension of the policy “${quoted(title)}” is ratified: it holds until the assembly decides otherwise.`],
  };
}

/**
 * Who is admitted, as the book will have it: whatever the motion is titled, its members vote on this entry.
 *
 * @param name of an organisation as in the directory; of a person, whom no directory names, as in the motion
 */
export function admissionSentences(name: string, id: Admission['organisationId'] | Admission['personId']): Sentences {
  return { it: [`È ammessa «${quoted(name)}» (${id}).`], en: [`“${quoted(name)}” (${id}) is admitted.`] };
}

const OFFICES_IT = {
  chair: 'presidente',
  secretary: 'segretario',
  board: 'consiglio',
  member: 'membri',
  delegate: 'delegati',
};
const OFFICES_EN = { chair: 'chair', secretary: 'secretary', board: 'board', member: 'members', delegate: 'delegates' };

export function electionSentences({
  office,
  method,
  candidates,
}: Pick<Election, 'office' | 'method' | 'candidates'>): Sentences {
  const seats = 'seats' in method ? method.seats : 1;
  const names = candidates.map(({ name }) => quoted(name)).join(', ');
  return {
    it: [`Elezione (${OFFICES_IT[office]}): ${seats === 1 ? 'un posto' : `${seats} posti`}. Candidature: ${names}.`],
    en: [`Election (${OFFICES_EN[office]}): ${seats === 1 ? 'one seat' : `${seats} seats`}. Candidates: ${names}.`],
  };
}

export function foundingSentences({ title, body, members }: Pick<FoundBody, 'title' | 'body' | 'members'>): Sentences {
  const many = members.length;
  return {
    it: [
      `È istituito ${body === 'committee' ? 'il comitato' : 'l’assemblea separata'} «${quoted(title)}», con ${many === 1 ? 'un membro' : `${many} membri`}.`,
    ],
    en: [
      `The ${body === 'committee' ? 'committee' : 'separate assembly'} “${quoted(title)}” is set up, with ${many === 1 ? 'one member' : `${many} members`}.`,
    ],
  };
}

export function decisionSentences({ text, options }: Pick<Decision, 'text' | 'options'>): Sentences {
  const lines = [text, ...options.map((option, place) => `${place + 1}. ${option}`)];
  return { it: lines, en: lines };
}

/** Why the renewal of a policy is on the agenda. */
export function renewalSentences(title: string, validUntil: string | null): Sentences {
  return {
    it: [
      `La regola di accesso «${quoted(title)}» scade il ${validUntil ?? '-'}: si delibera se prorogarla, senza altre modifiche.`,
    ],
    en: [
      `The policy “${quoted(title)}” ends on ${validUntil ?? '-'}: the vote is on whether to renew it, otherwise unchanged.`,
    ],
  };
}
