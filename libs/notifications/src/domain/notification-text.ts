import type { Language } from '#identity';
import { dateInWords } from './civil-time';
import type { CheckedFacts } from './facts';
import type { Notification } from './notification';
import { WORDS } from './words/words';

type Told = Pick<Notification, 'kind' | 'facts'>;

/** In one line: what happened, and to what. */
export const headlineOf = ({ kind, facts }: Told, language: Language): string =>
  `${WORDS[language].kinds[kind].headline}: ${facts.title}`;

/** What happened in a sentence, and the facts on a line each. */
export const textOf = ({ kind, facts }: Told, language: Language): string[] => [
  WORDS[language].kinds[kind].sentence,
  '',
  ...factLines(facts, language),
];

/** Each fact on a line of its own, behind what it is, so that no text of a person passes for one of ours. */
export function factLines(facts: CheckedFacts, language: Language): string[] {
  const { labels, outcomes, duties, purposes, subjects } = WORDS[language];
  const { dataset, furtherDatasets, searchName, duty, actor, organisation, purpose, revision } = facts;
  const { outcome, reason, note, until, dueAt, askWhom } = facts;
  const labelled = [
    [subjects[facts.subject.type], facts.title],
    ...[
      [labels.revision, revision],
      [labels.dataset, dataset],
      [labels.furtherDatasets, furtherDatasets],
      [labels.searchName, searchName],
    ],
    ...[
      [labels.duty, duty && duties[duty]],
      [labels.actor, actor],
      [labels.organisation, organisation],
    ],
    ...[
      [labels.purpose, purpose && purposes[purpose]],
      [labels.outcome, outcome && outcomes[outcome]],
    ],
    ...[
      [labels.reason, reason],
      [labels.note, note],
      [labels.askWhom, askWhom],
    ],
    [labels.until, until && dateInWords(until, language)],
    [labels.dueAt, dueAt && dateInWords(dueAt, language)],
  ];
  return [
    ...labelled.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])),
    ...facts.extra.map((text) => `- ${text}`),
  ];
}
