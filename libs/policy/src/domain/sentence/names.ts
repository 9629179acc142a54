/** What people call the things that a policy names by id; an unknown id stands for itself. */
export type Names = {
  organisation(id: string): string;
  dataset(id: string): string;
  series?(id: string): string;
  body?(id: string): string;
};

type Known = ReadonlyMap<string, string>;

/** Names that were looked up, by the kind of thing. */
export const namesFrom = (known: { readonly [Kind in keyof Names]-?: Known }): Names => ({
  organisation: (id) => known.organisation.get(id) ?? id,
  dataset: (id) => known.dataset.get(id) ?? id,
  series: (id) => known.series.get(id) ?? id,
  body: (id) => known.body.get(id) ?? id,
});
