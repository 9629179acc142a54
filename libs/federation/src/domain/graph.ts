/** A statement, free of any library. Nodes without a name begin with `_:`. */
export type Triple = { readonly subject: string; readonly predicate: string; readonly object: Term };
export type Term =
  | { readonly type: 'node'; readonly value: string }
  | { readonly type: 'literal'; readonly value: string; readonly language: string };

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** The statements of one document, by what they are about. */
export class Graph {
  private readonly bySubject = new Map<string, Map<string, Term[]>>();

  /** How many there are; one that stands twice in a document is one. */
  readonly size: number;

  constructor(triples: readonly Triple[]) {
    const seen = new Set<string>();
    for (const { subject, predicate, object } of triples) {
      const key = JSON.stringify([subject, predicate, object]);
      if (seen.has(key)) continue;
      seen.add(key);
      const about = this.bySubject.get(subject) ?? new Map<string, Term[]>();
      const objects = about.get(predicate);
      if (objects) objects.push(object);
      else about.set(predicate, [object]);
      this.bySubject.set(subject, about);
    }
    this.size = seen.size;
  }

  /** What has any of these types, each once, in the order of the document. */
  ofType(...types: readonly string[]): string[] {
    return [...this.bySubject].flatMap(([subject, about]) =>
      (about.get(RDF_TYPE) ?? []).some(({ value }) => types.includes(value)) ? [subject] : [],
    );
  }

  /** What is said of a thing by any of these properties. */
  all(subject: string, properties: readonly string[]): Term[] {
    const about = this.bySubject.get(subject);
    return about ? properties.flatMap((property) => about.get(property) ?? []) : [];
  }
}
