import { iri, shortOf, type Prefix } from './namespaces';

export type NodeTerm = { readonly type: 'node'; readonly value: string };
export type Literal = { readonly type: 'literal'; readonly value: string; readonly datatype: string };
export type Term = NodeTerm | Literal;
/** One statement; a node without a name has one that starts with `_:`. */
export type Triple = { readonly subject: string; readonly predicate: string; readonly object: Term };

/** What cannot be said in our language: where it stands, what it is called, and why not. */
export type Problem = { readonly path: string; readonly term: string; readonly problem: string };
/** What was understood otherwise than others may mean it, or left out because it binds nobody. */
export type Remark = { readonly path: string; readonly term: string; readonly remark: string };

/** A text as statements, with what its own syntax could not keep. */
export type Graph = { readonly triples: readonly Triple[]; readonly problems: readonly Problem[] };

/** A node, and by which way it was reached. */
export type Place = { readonly node: string; readonly path: string };
export type Value = { readonly term: Term; readonly path: string };

const REST = iri('rdf', 'rest');
const FIRST = iri('rdf', 'first');
const TYPE = iri('rdf', 'type');
const NIL = iri('rdf', 'nil');

/**
 * Walks a graph and remembers which statements it was asked for, so that what nobody asked for can be named: nothing is
 * dropped without a word.
 */
export class Reading {
  readonly problems: Problem[];
  readonly remarks: Remark[] = [];
  private readonly bySubject = new Map<string, Triple[]>();
  private readonly read = new Set<Triple>();
  private readonly paths = new Map<string, string>();
  /** Nodes that were named as a whole. */
  private readonly refused = new Set<string>();

  constructor({ triples, problems }: Graph) {
    this.problems = [...problems];
    const seen = new Set<string>();
    for (const triple of triples) {
      const key = JSON.stringify([triple.subject, triple.predicate, triple.object]);
      if (seen.has(key)) continue;
      seen.add(key);
      const known = this.bySubject.get(triple.subject);
      if (known) known.push(triple);
      else this.bySubject.set(triple.subject, [triple]);
    }
  }

  subjects(): string[] {
    return [...this.bySubject.keys()];
  }

  /** What is said of a node in one word, lists written out, in the order of the text. */
  values(at: Place, ...[prefix, name]: [Prefix, string]): Value[] {
    this.paths.set(at.node, at.path);
    const predicate = iri(prefix, name);
    const found = this.triplesOf(at.node).filter((triple) => triple.predicate === predicate);
    for (const triple of found) this.read.add(triple);
    const terms = found.flatMap(({ object }) => this.items(object));
    const path = at.path ? `${at.path}.${name}` : name;
    return terms.map((term, index) => ({ term, path: terms.length > 1 ? `${path}[${index}]` : path }));
  }

  /** The same where there may be one at most; of several the first, and a problem. */
  value(at: Place, ...word: [Prefix, string]): Value | undefined {
    const [first, second] = this.values(at, ...word);
    if (second) this.refuse(second, 'stands more than once, and only one can count');
    return first;
  }

  has(node: string, ...[prefix, name]: [Prefix, string]): boolean {
    return this.triplesOf(node).some(({ predicate }) => predicate === iri(prefix, name));
  }

  isA(node: string, types: readonly string[]): boolean {
    return this.triplesOf(node).some(({ predicate, object }) => predicate === TYPE && types.includes(object.value));
  }

  /** What is said of a node in some words and was not asked for yet. */
  takeUnread(node: string, predicates: ReadonlySet<string>): Triple[] {
    const found = this.triplesOf(node).filter((one) => predicates.has(one.predicate) && !this.read.has(one));
    for (const triple of found) this.read.add(triple);
    return found;
  }

  /** @param as what it is called if not by its own name */
  refuse({ path, term }: Value, problem: string, as = shownAs(term)): undefined {
    if (term.type === 'node') this.refused.add(term.value);
    this.refuseTerm(path, as, problem);
  }

  refuseTerm(path: string, term: string, problem: string): undefined {
    this.problems.push({ path, term: term.slice(0, 200), problem });
    return undefined;
  }

  remark(path: string, term: string, remark: string): void {
    this.remarks.push({ path, term: term.slice(0, 200), remark: remark.slice(0, 200) });
  }

  /** Names all that nobody asked for; but what only hangs on a thing that was named already goes with it. */
  refuseUnread(): void {
    const unread = [...this.bySubject.values()].flat().filter((triple) => !this.read.has(triple));
    const hanging = new Set<string>();
    this.hang(hanging, this.refused);
    const isChild = new Set(unread.flatMap(({ object }) => (object.type === 'node' ? [object.value] : [])));
    const isReached = new Set([...this.read].map(({ object }) => object.value));
    const isFirst = ({ subject }: Triple) => this.paths.has(subject) || isReached.has(subject) || !isChild.has(subject);
    for (const triple of [...unread.filter(isFirst), ...unread.filter((one) => !isFirst(one))]) {
      const { subject, predicate, object } = triple;
      if (hanging.has(subject)) continue;
      const said = object.value.startsWith('_:') ? '' : `: ${shownAs(object)}`;
      const path = this.paths.get(subject) ?? shortOf(subject);
      this.refuseTerm(path, shortOf(predicate), `has no equivalent here${said.slice(0, 100)}`);
      if (object.type === 'node') this.hang(hanging, [object.value]);
    }
  }

  private hang(hanging: Set<string>, roots: Iterable<string>): void {
    const next = [...roots];
    for (let node = next.pop(); node !== undefined; node = next.pop()) {
      if (hanging.has(node) || this.paths.has(node)) continue;
      hanging.add(node);
      for (const { object } of this.triplesOf(node)) if (object.type === 'node') next.push(object.value);
    }
  }

  private triplesOf(node: string): Triple[] {
    return this.bySubject.get(node) ?? [];
  }

  /** The items of a list; of anything else, a broken list too, that itself. */
  private items(head: Term): Term[] {
    const links: Triple[] = [];
    const items: Term[] = [];
    let node: Term = head;
    for (const seen = new Set<string>(); node.value !== NIL;) {
      const [first, ...others] = this.triplesOf(node.value).filter(({ predicate }) => predicate === FIRST);
      const [rest, ...more] = this.triplesOf(node.value).filter(({ predicate }) => predicate === REST);
      const isLink = node.type === 'node' && others.length + more.length === 0 && !seen.has(node.value);
      if (!isLink || !first || !rest) return [head];
      seen.add(node.value);
      links.push(first, rest);
      items.push(first.object);
      node = rest.object;
    }
    for (const link of links) this.read.add(link);
    return items;
  }
}

export const placeOf = ({ term, path }: Value): Place => ({ node: term.value, path });

const shownAs = (term: Term): string => (term.type === 'literal' ? `"${term.value}"` : shortOf(term.value));
