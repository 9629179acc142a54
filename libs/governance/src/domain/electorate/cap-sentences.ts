import type { Language } from '#identity';
import type { BindingCap, CapStep } from './caps';

/** Who exceeds a ceiling, and what follows. */
const EXCEEDING: Readonly<Record<Language, Readonly<Record<BindingCap['cap'], readonly [who: string, then: string]>>>> =
  {
    en: {
      exchangeMember: ['the strongest exchange member has', 'no exchange member counts more than'],
      exchangeCategory: ['exchange members together have', 'together they count'],
      financingCategory: ['financing members together have', 'together they count'],
    },
    it: {
      exchangeMember: [
        'il maggiore dei soci con voto per scambio mutualistico ha',
        'nessun socio con voto per scambio mutualistico conta più di',
      ],
      exchangeCategory: ['i soci con voto per scambio mutualistico hanno insieme', 'insieme contano'],
      financingCategory: ['i soci finanziatori hanno insieme', 'insieme contano'],
    },
  };

function exceeds({ cap, share, votes, ceiling, article }: BindingCap, language: Language): string {
  const [who, then] = EXCEEDING[language][cap];
  const part = `${share.part}/${share.of}`;
  return language === 'en'
    ? `${who} ${votes}, more than ${part} of it, which is ${ceiling}, so ${then} ${part} (${article})`
    : `${who} ${votes}, più di ${part}, cioè di ${ceiling}, perciò ${then} ${part} (${article})`;
}

const WORDS = {
  en: {
    none: 'No ceiling on votes is exceeded: all votes count in full.',
    step: ({ assumed, uncut, uncutShare, total }: CapStep, binding: string) =>
      `Of a total of ${assumed}: ${binding}. The votes not cut, ${uncut}, are then ${uncutShare} of the total, ` +
      `which is therefore ${total}.`,
    end: (total: string) => `Of a total of ${total} every ceiling is kept, and no larger total keeps them all.`,
    nothing:
      'No votes are left that a ceiling could be a share of, so nobody’s vote counts and nothing can be resolved; ' +
      'other members must be present.',
  },
  it: {
    none: 'Nessun limite al voto è superato: tutti i voti contano per intero.',
    step: ({ assumed, uncut, uncutShare, total }: CapStep, binding: string) =>
      `Su un totale di ${assumed}: ${binding}. I voti non ridotti, ${uncut}, sono allora ${uncutShare} del totale, ` +
      `che è perciò ${total}.`,
    end: (total: string) =>
      `Su un totale di ${total} ogni limite è rispettato, e nessun totale maggiore li rispetta tutti.`,
    nothing:
      'Non restano voti di cui un limite possa essere una parte: nessun voto conta e nulla può essere deliberato; ' +
      'devono essere presenti altri soci.',
  },
};

/**
 * Says how the ceilings were applied, a sentence for each step and one for the end, as minutes print it.
 *
 * @param steps of `applyCaps`; none: no ceiling was exceeded
 */
export function capSentences(steps: readonly CapStep[], language: Language): readonly string[] {
  const words = WORDS[language];
  const last = steps.at(-1);
  if (last === undefined) return [words.none];
  return [
    ...steps.map((step) => words.step(step, step.binding.map((cap) => exceeds(cap, language)).join('; '))),
    last.total === '0' ? words.nothing : words.end(last.total),
  ];
}
