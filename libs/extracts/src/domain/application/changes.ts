import type { Terms } from '../permit';
import { withoutGaps } from '../terms';
import { termsHold } from '../terms-hold';
import type { ApprovedItem, AssessedItem, ChangedItem } from './application';
import { earlier } from './agreement';
import { notNarrower } from './errors';

/**
 * The cart as it is approved. Every change takes away: fewer columns, stricter terms, an earlier end.
 *
 * @param changes of any publishers; of one item at most one, which the caller has made sure is its publisher's
 * @throws APPLICATION.NOT_NARROWER
 */
export function applyChanges(items: readonly AssessedItem[], changes: readonly ChangedItem[]): ApprovedItem[] {
  return items.map((item, place) => {
    const own = changes.filter((change) => change.item === place);
    return own.reduce(narrowed, { ...item, terms: item.permit.terms, endsOn: null });
  });
}

/** Whether less is approved than was asked for. */
export const isChanged = (changes: readonly ChangedItem[]): boolean => changes.length > 0;

function narrowed(item: ApprovedItem, change: ChangedItem): ApprovedItem {
  return {
    ...item,
    dimensions: subset(item.dimensions, change.dimensions, change.item),
    measures: subset(item.measures, change.measures, change.item),
    terms: stricter(item.terms, change.terms, change.item),
    endsOn: earlier(item.endsOn, change.endsOn ?? null),
  };
}

function subset(asked: readonly string[], left: readonly string[] | undefined, item: number): readonly string[] {
  if (left === undefined) return asked;
  const added = left.filter((name) => !asked.includes(name));
  if (added.length > 0) throw notNarrower(item, `was not asked for: ${added.join(', ')}`);
  return asked.filter((name) => left.includes(name));
}

/** What a change leaves out stays as it was asked for. */
function stricter(asked: Terms, changed: Terms | undefined, item: number): Terms {
  if (changed === undefined) return asked;
  const terms: Terms = { ...asked, ...withoutGaps(changed) };
  if (!termsHold(terms, asked)) throw notNarrower(item, 'would have weaker terms than the policies ask');
  return terms;
}
