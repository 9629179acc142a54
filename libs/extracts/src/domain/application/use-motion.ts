import { visibleLine, type DatasetId } from '#kernel';
import type { Purpose } from '#policy';
import type { AssessedItem } from './application';

const MOST_TITLE_CHARACTERS = 200;
const MOST_COLUMNS = 30;
const OWN_ROWS = '; solo le proprie righe / own rows only';

/** A decision in words, as a body takes it. */
export type UseMotion = {
  readonly title: string;
  readonly text: string;
  readonly method: { readonly kind: 'yesNo' };
  readonly options: readonly string[];
};

/**
 * What a body is asked about a use: which data, for what, how fine, under which terms; not who asks, because requests
 * of equal use share its vote.
 *
 * @param bucket the name of the use, which pins down what the text leaves out
 */
export function useMotion(
  purpose: Purpose,
  items: readonly AssessedItem[],
  { titles, bucket }: { readonly titles: ReadonlyMap<string, string>; readonly bucket: string },
): UseMotion {
  const called = (id: DatasetId) => `“${visibleLine(titles.get(id) ?? id)}”`;
  const all = items.map(({ datasetId }) => called(datasetId)).join(', ');
  const lines = items.map(
    ({ datasetId, action, dimensions, measures, permit: { terms, rows } }) =>
      `– ${called(datasetId)}: ${action}; ${listed(dimensions)}; ${listed(measures)}; ≥ ${terms.minPeople} / ${terms.minContributors}${rows ? OWN_ROWS : ''}`,
  );
  return {
    title: shortened(`Uso / Use (${purpose}): ${all}`),
    text: [
      `Si decide se consentire quest’uso dei dati, per lo scopo ${purpose}. Vale per ogni richiesta di uguale uso.`,
      `The vote is on whether this use of data is allowed, for the purpose ${purpose}. It counts for every request of equal use.`,
      '(dataset: action; dimensions; measures; people / contributors behind each number)',
      ...lines,
      `SHA-256: ${bucket}`,
    ].join('\n'),
    method: { kind: 'yesNo' },
    options: [],
  };
}

const listed = (names: readonly string[]): string =>
  names.length === 0
    ? '–'
    : [
        ...names.slice(0, MOST_COLUMNS),
        ...(names.length > MOST_COLUMNS ? [`+${names.length - MOST_COLUMNS}`] : []),
      ].join(', ');

const shortened = (title: string): string =>
  title.length <= MOST_TITLE_CHARACTERS ? title : `${title.slice(0, MOST_TITLE_CHARACTERS - 1)}…`;
