import { canonicalJson } from '#kernel';
import type { Revision } from './application';

/** One place where two revisions differ; null: it is not there. Lists are compared as sets: what came and what went. */
export type Difference = {
  /** `form.purpose`; `items.<dataset>.<action>.dimensions`; `coApplicants`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
};

type Compared = Pick<Revision, 'form' | 'items' | 'coApplicants'>;

/**
 * What changed between two revisions, place by place and in a fixed order, for highlighting.
 *
 * Terms and duties are among it: where a policy changed in between, what is asked for is another thing even if the
 * applicants touched nothing.
 */
export function differences(before: Compared, after: Compared): Difference[] {
  const [old, young] = [placesOf(before), placesOf(after)];
  return [...new Set([...old.keys(), ...young.keys()])]
    .sort()
    .map((path) => ({ path, before: old.get(path) ?? null, after: young.get(path) ?? null }))
    .filter((place) => place.before !== place.after);
}

function placesOf({ form, items, coApplicants }: Compared): Map<string, string> {
  const { project, ...rest } = form;
  const places = new Map<string, string>();
  const put = (path: string, value: unknown) => {
    if (value !== null && value !== undefined)
      places.set(path, typeof value === 'string' ? value : canonicalJson(value));
  };
  for (const [name, value] of Object.entries(rest)) put(`form.${name}`, value);
  for (const [name, value] of Object.entries(project)) put(`form.project.${name}`, value);
  for (const item of items) {
    const path = `items.${item.datasetId}.${item.action}`;
    put(`${path}.dimensions`, item.dimensions.toSorted());
    put(`${path}.measures`, item.measures.toSorted());
    put(`${path}.terms`, item.permit.terms);
    put(`${path}.rows`, item.permit.rows);
    put(`${path}.duties`, item.duties);
  }
  put('coApplicants', coApplicants.toSorted());
  return places;
}
