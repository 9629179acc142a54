import type { Ballot } from '#governance';
import { markup, type Html } from '../shared/html';
import { MARKED } from './vote-form';
import type { VoteWords } from './vote-words';

/** The fields of a paper, by its method; `marksOf` reads them. */
export function fieldsOf({ method, options }: Pick<Ballot, 'method' | 'options'>, words: VoteWords): Html {
  switch (method.kind) {
    case 'yesNo':
      return group(words.how.yesNo, [radio('yes', words.yes), radio('no', words.no), ...none(words)]);
    case 'choice':
      return group(words.how.choice, [...options.map((option, at) => radio(`${at}`, option)), ...none(words)]);
    case 'approval':
      return optional(words, words.how.approval, options.map(checkbox));
    case 'score':
      return optional(
        words,
        words.how.score,
        options.map((option, at) => scores(option, at, { highest: method.highest, none: words.noScore })),
      );
    default:
      return optional(
        words,
        words.how[method.kind],
        options.map((option, at) => place(option, at, options.length)),
      );
  }
}

/** Marks on options, and beside them whether the paper abstains or is blank. */
const optional = (words: VoteWords, legend: string, fields: readonly Html[]): Html =>
  markup`${group(legend, fields)}
${group(words.otherwise, [radio(MARKED, words.marked, true), ...none(words)])}`;

const group = (legend: string, fields: readonly Html[]): Html =>
  markup`<fieldset>
<legend>${legend}</legend>
${fields}</fieldset>`;

const none = ({ abstain, blank }: VoteWords): Html[] => [radio('abstain', abstain), radio('blank', blank)];

const radio = (value: string, label: string, isChosen = false): Html =>
  isChosen
    ? markup`<p><label><input type="radio" name="mark" value="${value}" required checked /> ${label}</label></p>
`
    : markup`<p><label><input type="radio" name="mark" value="${value}" required /> ${label}</label></p>
`;

const checkbox = (option: string, at: number): Html =>
  markup`<p><label><input type="checkbox" name="option" value="${`${at}`}" /> ${option}</label></p>
`;

function scores(option: string, at: number, { highest, none: empty }: { highest: number; none: string }): Html {
  const choices = Array.from({ length: highest + 1 }, (_, score) => `${score}`);
  return markup`<p><label>${option} <select name="${`score-${at}`}"><option value="">${empty}</option>${choices.map(
    (score) => markup`<option value="${score}">${score}</option>`,
  )}</select></label></p>
`;
}

const place = (option: string, at: number, many: number): Html =>
  markup`<p><label><input type="number" name="${`rank-${at}`}" min="1" max="${`${many}`}" inputmode="numeric" /> ${option}</label></p>
`;
