import type { Relations } from '../suppression/elimination/relations';

/** The equations between the unknowns of a system, to walk in them. */
export class Neighbourhoods {
  /** Equation → its unknowns. */
  private readonly members: readonly number[][];

  constructor(private readonly relations: Relations) {
    this.members = Array.from({ length: relations.equations }, () => []);
    relations.columns.forEach(({ at }, unknown) => {
      for (const equation of at) this.members[equation]?.push(unknown);
    });
  }

  /** The unknowns around some that may change: those that equations with few of them tie to them come first, as many as fit. */
  around(asked: readonly number[], most: number, canChange: (unknown: number) => boolean): number[] {
    const found = new Set(asked);
    const seen = new Set<number>();
    const waiting = new Shortest();
    const lookFrom = (one: number) => {
      for (const equation of this.relations.columns[one]?.at ?? []) {
        if (seen.has(equation)) continue;
        seen.add(equation);
        waiting.add((this.members[equation] ?? []).filter(canChange));
      }
    };
    for (const unknown of asked) lookFrom(unknown);
    for (let next = waiting.take(); next && found.size < most; next = waiting.take())
      for (const other of next) {
        if (found.has(other)) continue;
        found.add(other);
        lookFrom(other);
      }
    return [...found];
  }
}

/** Lists that wait, the shortest first, and of equally long ones the first. */
class Shortest {
  /** Length → the lists; lengths that never came up have none. */
  private readonly byLength: (number[][] | undefined)[] = [];

  add(list: number[]): void {
    (this.byLength[list.length] ??= []).push(list);
  }

  take(): number[] | undefined {
    return this.byLength.find((lists) => (lists?.length ?? 0) > 0)?.shift();
  }
}
