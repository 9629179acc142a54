/** Something that is asked of one id, and an id that exists. */
export type Question = {
  readonly existing: string;
  readonly query: string;
  readonly variables: (id: string) => object;
};
