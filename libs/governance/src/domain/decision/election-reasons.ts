import type { Language } from '#identity';
import { sentence, type Sentence } from '../sentence';
import { listed } from '../statute/words';
import type { OptionCount, TieBreak } from '../voting/method';

const optionIn = (language: Language, labels: readonly string[], option: number) =>
  labels[option] ?? `${language === 'it' ? 'opzione' : 'option'} ${option + 1}`;

const RESULTS = {
  it: {
    elected: (names: string, isOne: boolean) => `${isOne ? 'prevale' : 'prevalgono'}: ${names}`,
    runoff: (names: string) => `nessuna opzione ha la maggioranza: ballottaggio tra ${names}`,
    noResult: 'nessun risultato: nessun voto per alcuna opzione',
    rule: 'regola',
  },
  en: {
    elected: (names: string) => `elected: ${names}`,
    runoff: (names: string) => `no option has a majority: runoff between ${names}`,
    noResult: 'no result: nobody voted for any option',
    rule: 'rule',
  },
} as const;

function resultIn(language: Language, outcome: string, count: OptionCount, labels: readonly string[]): string {
  const names = (options: readonly number[]) =>
    listed(
      options.map((option) => optionIn(language, labels, option)),
      language,
    );
  const say = RESULTS[language];
  if (outcome === 'elected') return say.elected(names(count.winners), count.winners.length === 1);
  return outcome === 'runoff' ? say.runoff(names(count.runoff ?? [])) : say.noResult;
}

/** How a tie was broken, in Italian; `TieBreak.by` is made of these English steps. */
const stepInItalian = (step: string) => {
  const [, side, round] = /^(ahead|behind) in round (\d+)$/.exec(step) ?? [];
  if (round !== undefined) return `${side === 'ahead' ? 'in testa' : 'in coda'} al turno ${round}`;
  return step === 'lot' ? 'sorteggio' : step;
};

/** How a tie was broken, in words: who was equal, who was preferred or eliminated, and by what. */
export function tieBreakIn(
  language: Language,
  { among, chosen, by, eliminates }: TieBreak,
  labels: readonly string[],
): string {
  const tied = listed(
    among.map((option) => optionIn(language, labels, option)),
    language,
  );
  const option = optionIn(language, labels, chosen);
  if (language === 'en') {
    return `of ${tied}, who were equal, ${option} was ${eliminates ? 'eliminated' : 'preferred'} (${by})`;
  }
  const steps = by.split(', then ').map(stepInItalian).join(', poi ');
  return `a parità tra ${tied}, ${eliminates ? 'eliminazione di' : 'preferenza per'} ${option} (${steps})`;
}

/** Long counts have ties without end; all of them are in the count. */
const MOST_TIES = 3;

function tiesIn(language: Language, { tieBreaks }: OptionCount, labels: readonly string[]): readonly string[] {
  const more = tieBreaks.length - MOST_TIES;
  const rest = {
    it: `${more === 1 ? 'un’altra parità è' : `altre ${more} parità sono`} nel conteggio`,
    en: `${more} more ${more === 1 ? 'tie is' : 'ties are'} in the count`,
  };
  return [
    ...tieBreaks.slice(0, MOST_TIES).map((tieBreak) => tieBreakIn(language, tieBreak, labels)),
    ...(more > 0 ? [rest[language]] : []),
  ];
}

/** The rules by name; with their sources they are in `OptionCount.rule`. */
const RULE_NAMES: Readonly<Record<OptionCount['method'], Sentence>> = {
  choice: {
    it: 'maggioranza assoluta dei voti validi, in mancanza ballottaggio tra le prime due',
    en: 'absolute majority of the valid votes, failing that a runoff of the first two',
  },
  approval: { it: 'voto di approvazione', en: 'approval voting' },
  score: { it: 'voto a punteggio', en: 'score voting' },
  schulze: { it: 'metodo di Schulze', en: 'Schulze method' },
  instantRunoff: { it: 'ballottaggio istantaneo', en: 'instant runoff' },
  stv: { it: 'voto singolo trasferibile con quota Droop', en: 'single transferable vote with the Droop quota' },
};

/** Who was elected or goes to a runoff, by which rule, what decided ties, and how many were present. */
export const electionReason = (
  outcome: 'elected' | 'runoff' | 'noResult',
  count: OptionCount,
  labels: readonly string[],
  presence: Sentence,
): Sentence =>
  sentence((language) =>
    [
      resultIn(language, outcome, count, labels),
      `${RESULTS[language].rule}: ${RULE_NAMES[count.method][language]}`,
      ...tiesIn(language, count, labels),
      presence[language],
    ].join('; '),
  );
