/** What people call the things that a policy names by id; an unknown id stands for itself. */
export type Names = {
  organisation(id: string): string;
  dataset(id: string): string;
  series?(id: string): string;
  body?(id: string): string;
};
