import { innerCellsOf, type CellId, type Grid } from '../suppression/grid';
import type { Move } from '../suppression/move';
import { inRows, Program, rowsOfTies } from '../program/program';
import type { Solver } from '../program/solver';
import { KNOWN } from './audience';
import type { Component } from './component';

/** Largest component that is searched for whole numbers, in inner cells, and how long: any move that is found will do. */
const MOST_CELLS = 150;
const LIMITS = { maxNodes: 100, gap: 0.5 };
/** Nothing needs to move further than so many times what is asked for. */
const FURTHEST = 64;

export type WholeQuestion = {
  readonly cell: CellId;
  /** How far the cell is to go at least; below zero: down. */
  readonly amount: number;
  /** How far an inner cell can go down, or KNOWN. */
  readonly roomOf: (inner: CellId) => number;
};

/**
 * Looks for a move in whole numbers within a small component: for cells that fractions move, where none of these becomes
 * whole. Counts are whole, and who reads knows it: what only fractions move is as good as published.
 *
 * @returns a hint, to be traced and counted; undefined if there is none, none was found, or the component is not small
 */
export function wholeMove(
  grid: Grid,
  solver: Solver,
  { inner, ties }: Component,
  { cell, amount, roomOf }: WholeQuestion,
): Move | undefined {
  if (inner.length > MOST_CELLS) return undefined;
  const program = new Program();
  const asked = program.addRow(amount > 0 ? amount : -Infinity, amount > 0 ? Infinity : amount);
  const parts = new Set(innerCellsOf(grid, cell));
  const rowFor = rowsOfTies(program);
  const most = FURTHEST * Math.abs(amount);
  inner.forEach((one, i) => {
    const rows = [...(ties[i] ?? []).map(rowFor), ...(parts.has(one) ? [asked] : [])];
    const room = Math.min(roomOf(one), most);
    const isFixed = room === KNOWN;
    program.addColumn({ cost: 1, upper: isFixed ? 0 : most, isWhole: true }, inRows(rows, 1));
    program.addColumn({ cost: 1, upper: isFixed ? 0 : Math.max(0, room), isWhole: true }, inRows(rows, -1));
  });
  const answer = solver.solve(program, LIMITS);
  if (!('values' in answer)) return undefined;
  const { values } = answer;
  const change = (i: number) => Math.round(values[2 * i] ?? 0) - Math.round(values[2 * i + 1] ?? 0);
  return new Map(inner.flatMap((one, i) => (change(i) === 0 ? [] : [[one, change(i)] as const])));
}
