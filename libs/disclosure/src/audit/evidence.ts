import type { PrimaryRule } from '../primary/primary';
import type { CellId, Grid } from '../suppression/grid';
import type { TracedMove } from '../suppression/move';
import { OUTSIDERS, type AudienceId, type Knowledge } from './audience';
import { needsOf } from './need';
import { stepsOf, type Direction, type Steps } from './steps';

/** What a reader can still conclude too nearly: a value of a primary cell that must be able to go further. */
export type Gap = {
  readonly audience: AudienceId;
  readonly measure: number;
  /** Which way; 0 where it does not matter which. */
  readonly direction: Direction | 0;
  /** How far at least, in units. */
  readonly amount: number;
};

/** A move with how often each reader must reckon with it, for all they know. */
export type Ray = TracedMove & { readonly steps: Steps };

type Reach = { readonly up: number; readonly down: number; readonly width: number };

/** The moves that were found so far, which primary cells lean on them, and what is still missing. */
export class Evidence {
  private readonly leaning = new Map<CellId, readonly Ray[]>();
  private readonly through = new Map<CellId, Set<CellId>>();
  private readonly needs = new Map<CellId, Map<AudienceId, readonly Reach[] | null>>();

  constructor(
    private readonly grid: Grid,
    private readonly rule: PrimaryRule,
    private readonly knowledge: Knowledge,
  ) {}

  raysOf(primary: CellId): readonly Ray[] {
    return this.leaning.get(primary) ?? [];
  }

  lean(primary: CellId, ray: Ray): void {
    this.leaning.set(primary, [...this.raysOf(primary), ray]);
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

  restore(primary: CellId, rays: readonly Ray[]): void {
    this.leaning.set(primary, rays);
  }

  /** Forgets the moves of a cell that change what is published now. */
  drop(primary: CellId, isVoid: (ray: Ray) => boolean): void {
    const rays = this.leaning.get(primary);
    if (rays?.some(isVoid))
      this.leaning.set(
        primary,
        rays.filter((ray) => !isVoid(ray)),
      );
  }

  rayOf(move: TracedMove): Ray {
    return { ...move, steps: stepsOf(this.knowledge, move.move, this.grid.values.length) };
  }

  /** What is missing for a primary cell, given the moves that it leans on: outsiders' first, then one insider's after the other. */
  gapsOf(primary: CellId, rays = this.raysOf(primary)): Gap[] {
    const outside = this.gapsFor(primary, OUTSIDERS, rays);
    if (outside.length > 0 || this.knowledge.audiences.length === 1) return outside;
    return [...this.insidersOf(rays)].flatMap((audience) => this.gapsFor(primary, audience, rays));
  }

  gapsFor(primary: CellId, audience: AudienceId, rays = this.raysOf(primary)): Gap[] {
    const needs = this.needsFor(primary, audience);
    if (!needs) return [];
    return needs.flatMap((need, measure) => {
      const reach = reachOf({ primary, audience, measure }, rays);
      const missing: Gap[] = [];
      if (reach.up < need.up) missing.push({ audience, measure, direction: 1, amount: need.up });
      if (reach.down < need.down) missing.push({ audience, measure, direction: -1, amount: need.down });
      if (reach.up + reach.down < need.width) missing.push({ audience, measure, direction: 0, amount: need.width });
      return missing;
    });
  }

  /** Readers for whom a cell, or one of these moves, is not what it is for outsiders. */
  private insidersOf(rays: readonly Ray[]): Set<AudienceId> {
    const insiders = new Set<AudienceId>();
    for (const { steps } of rays) for (const audience of steps.insiders.keys()) insiders.add(audience);
    return insiders;
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

type Question = { readonly primary: CellId; readonly audience: AudienceId; readonly measure: number };

/** How far a value can go up and down by the best of these moves, in units. */
export function reachOf({ primary, audience, measure }: Question, rays: readonly Ray[]): Omit<Reach, 'width'> {
  let [up, down] = [0, 0];
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
