import type { PrimaryRule } from '../primary/primary';
import type { CellId, Grid } from '../suppression/grid';
import type { TracedMove } from '../suppression/move';
import { OUTSIDERS, type AudienceId, type Knowledge } from './audience';
import { needsOf } from './need';
import { stepsOf, stepsWithSums, type Direction, type Steps } from './steps';

/** What a reader can still conclude too nearly: a value of a primary cell that must be able to go further. */
export type Gap = {
  readonly audience: AudienceId;
  readonly measure: number;
  /** Which way; 0 where it does not matter which. */
  readonly direction: Direction | 0;
  /** How far at least, in units. */
  readonly amount: number;
  /** How far it goes already, where it does not matter which way. */
  readonly reached?: Readonly<Distances>;
};

/** The directions in which a gap can be closed. */
export const sidesOf = ({ direction }: Pick<Gap, 'direction'>): readonly Direction[] =>
  direction === 0 ? [1, -1] : [direction];

/** Those of the reader of the first. */
export const ofFirstReader = (gaps: readonly Gap[]): Gap[] =>
  gaps.filter(({ audience }) => audience === gaps[0]?.audience);

/** A move with how often each reader must reckon with it, for all they know. */
export type Ray = TracedMove & { readonly steps: Steps };

type Reach = { readonly up: number; readonly down: number; readonly width: number };

/** The moves that one primary cell leans on; what they reach is counted once for each, because lists of margins are long. */
class Standing {
  readonly rays: Ray[] = [];
  /** Readers for whom one of the moves is not what it is for outsiders. */
  readonly insiders = new Set<AudienceId>();
  /** What is missing, until there is one move more. */
  gaps: readonly Gap[] | undefined;
  private readonly reached = new Map<AudienceId, { counted: number; readonly reaches: readonly Distances[] }>();

  constructor(
    private readonly primary: CellId,
    private readonly measures: number,
    rays: readonly Ray[] = [],
  ) {
    for (const ray of rays) this.add(ray);
  }

  add(ray: Ray): void {
    this.rays.push(ray);
    this.gaps = undefined;
    for (const audience of ray.steps.insiders.keys()) this.insiders.add(audience);
  }

  /** How far each value goes for a reader. */
  reachesFor(audience: AudienceId): readonly Readonly<Distances>[] {
    let known = this.reached.get(audience);
    if (!known) {
      known = { counted: 0, reaches: Array.from({ length: this.measures }, () => ({ up: 0, down: 0 })) };
      this.reached.set(audience, known);
    }
    for (; known.counted < this.rays.length; known.counted += 1) {
      const ray = this.rays[known.counted];
      if (!ray) continue;
      known.reaches.forEach((reach, measure) => {
        this.widen(reach, ray, { audience, measure });
      });
    }
    return known.reaches;
  }

  private widen(reach: Distances, ray: Ray, value: Omit<Question, 'primary'>): void {
    const { up, down } = reachOf({ primary: this.primary, ...value }, [ray]);
    reach.up = Math.max(reach.up, up);
    reach.down = Math.max(reach.down, down);
  }
}

type Distances = { up: number; down: number };

/** The moves that were found so far, which primary cells lean on them, and what is still missing. */
export class Evidence {
  private readonly leaning = new Map<CellId, Standing>();
  private readonly through = new Map<CellId, Set<CellId>>();
  private readonly needs = new Map<CellId, Map<AudienceId, readonly Reach[] | null>>();

  constructor(
    private readonly grid: Grid,
    private readonly rule: PrimaryRule,
    private readonly knowledge: Knowledge,
  ) {}

  raysOf(primary: CellId): readonly Ray[] {
    return this.leaning.get(primary)?.rays ?? [];
  }

  /** What `restore` takes back later, if moves are dropped in between. */
  standingOf(primary: CellId): Standing {
    const known = this.leaning.get(primary);
    if (known) return known;
    const standing = this.standingOn(primary, []);
    this.leaning.set(primary, standing);
    return standing;
  }

  lean(primary: CellId, ray: Ray): void {
    this.standingOf(primary).add(ray);
    for (const cell of ray.changes.keys()) {
      const through = this.through.get(cell);
      if (through) through.add(primary);
      else this.through.set(cell, new Set([primary]));
    }
  }

  /** The primary cells that lean on moves that change a cell, ascending. */
  leaningThrough(cell: CellId): CellId[] {
    const primaries = [...(this.through.get(cell) ?? [])];
    return primaries
      .filter((primary) => this.raysOf(primary).some(({ changes }) => changes.has(cell)))
      .sort((one, other) => one - other);
  }

  restore(primary: CellId, standing: Standing): void {
    this.leaning.set(primary, standing);
  }

  /** Forgets the moves of a cell that change what is published now. */
  drop(primary: CellId, isVoid: (ray: Ray) => boolean): void {
    const rays = this.raysOf(primary);
    if (rays.some(isVoid))
      this.leaning.set(
        primary,
        this.standingOn(
          primary,
          rays.filter((ray) => !isVoid(ray)),
        ),
      );
  }

  rayOf(move: TracedMove): Ray {
    const steps = move.sums
      ? stepsWithSums(this.knowledge, move.move, move.sums)
      : stepsOf(this.knowledge, move.move, this.grid.values.length);
    return { ...move, steps };
  }

  /** What is missing for a primary cell, given the moves that it leans on: outsiders' first, then one insider's after the other. */
  gapsOf(primary: CellId): readonly Gap[] {
    const standing = this.standingOf(primary);
    standing.gaps ??= this.gapsIn(primary, standing);
    return standing.gaps;
  }

  /** Whether these moves alone make a primary cell as open as it needs to be. */
  isOpenBy(primary: CellId, rays: readonly Ray[]): boolean {
    return this.gapsIn(primary, this.standingOn(primary, rays)).length === 0;
  }

  /** @param further moves besides those that the cell leans on */
  gapsFor(primary: CellId, audience: AudienceId, further: readonly Ray[] = []): Gap[] {
    return this.gapsWith(primary, audience, { standing: this.standingOf(primary), further });
  }

  /** Whether fewer gaps are left to the reader of these with one move more. */
  isHelpedBy(primary: CellId, gaps: readonly Gap[], ray: Ray): boolean {
    const audience = gaps[0]?.audience ?? OUTSIDERS;
    return this.gapsFor(primary, audience, [ray]).length < this.gapsFor(primary, audience).length;
  }

  private gapsIn(primary: CellId, standing: Standing): Gap[] {
    const outside = this.gapsWith(primary, OUTSIDERS, { standing, further: [] });
    if (outside.length > 0 || this.knowledge.audiences.length === 1) return outside;
    return [...standing.insiders].flatMap((audience) => this.gapsWith(primary, audience, { standing, further: [] }));
  }

  private gapsWith(primary: CellId, audience: AudienceId, { standing, further }: Moves): Gap[] {
    const needs = this.needsFor(primary, audience);
    if (!needs) return [];
    const reaches = standing.reachesFor(audience);
    return needs.flatMap((need, measure) => {
      const reach = reachOf({ primary, audience, measure }, further, reaches[measure]);
      const missing: Gap[] = [];
      if (reach.up < need.up) missing.push({ audience, measure, direction: 1, amount: need.up });
      if (reach.down < need.down) missing.push({ audience, measure, direction: -1, amount: need.down });
      if (reach.up + reach.down < need.width)
        missing.push({ audience, measure, direction: 0, amount: need.width, reached: reach });
      return missing;
    });
  }

  private standingOn(primary: CellId, rays: readonly Ray[]): Standing {
    return new Standing(primary, this.grid.values.length, rays);
  }

  private needsFor(primary: CellId, audience: AudienceId): readonly Reach[] | null {
    const known = this.needs.get(primary) ?? new Map<AudienceId, readonly Reach[] | null>();
    this.needs.set(primary, known);
    const before = known.get(audience);
    if (before !== undefined) return before;
    const needs = needsOf(this.grid, this.rule, primary, this.knowledge.audiences[audience] ?? []);
    const inUnits = needs?.map(({ up, down, width }, measure) => {
      const unit = this.knowledge.unitOf(measure);
      const round = (need: bigint) => Number((need + unit - 1n) / unit);
      return { up: round(up), down: round(down), width: round(width) };
    });
    known.set(audience, inUnits ?? null);
    return inUnits ?? null;
  }
}

type Moves = { readonly standing: Standing; readonly further: readonly Ray[] };
type Question = { readonly primary: CellId; readonly audience: AudienceId; readonly measure: number };

/** How far a value can go up and down by the best of these moves, in units; at least so far as it is known to go. */
export function reachOf(
  { primary, audience, measure }: Question,
  rays: readonly Ray[],
  known: Readonly<Distances> = { up: 0, down: 0 },
): Readonly<Distances> {
  let { up, down } = known;
  for (const { changes, steps } of rays) {
    const by = changes.get(primary) ?? 0;
    if (by === 0) continue;
    const size = Math.abs(by);
    const along = size * steps.count(audience, measure, 1);
    const against = size * steps.count(audience, measure, -1);
    up = Math.max(up, by > 0 ? along : against);
    down = Math.max(down, by > 0 ? against : along);
  }
  return { up, down };
}
