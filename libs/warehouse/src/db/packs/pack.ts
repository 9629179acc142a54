import { sha256 } from '#kernel';
import type { RowsFile } from '../../app/row-store';
import type { ShelfItem } from '../rows/shelf';

/** Rows of many contributions in one file of the shelf, so that an engine opens a few files instead of hundreds. */
export const PACK = 'pack-';
/** The column of a pack that says whose a row is; no field may be called so. */
export const PART_COLUMN = '_part';
/** A pack goes with any of its contributions, so not too many share one. */
const MOST_PARTS = 64;
/** Reading a larger one takes so long that opening it does not matter. */
const MOST_BYTES = 8_000_000;

/** A part that could be packed: how large its opened file is, and what columns it has. */
export type LoosePart = { readonly file: RowsFile; readonly bytes: number; readonly columns: string };

/** Numbers rows of a file in packs: above every place in a list, and as good as never the same for two files. */
export const numberOf = (file: RowsFile): bigint => (1n << 62n) | (BigInt(`0x${file.sha256.slice(0, 16)}`) >> 3n);

/** A pack of these files, in the order of their numbers, so that each one's rows lie together. */
export function packOf(files: readonly RowsFile[]): ShelfItem {
  const of = [...files].sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1));
  return { id: PACK + sha256(of.map((one) => `${one.contributionId} ${one.sha256}`).join('\n')), of };
}

/**
 * Which packs to make of loose parts: small ones of the very same columns, so that a pack is its parts one after the
 * other, and nothing of them changes.
 */
export function packsOf(loose: readonly LoosePart[]): ShelfItem[] {
  const alike = new Map<string, RowsFile[]>();
  for (const { file, bytes, columns } of loose) {
    if (bytes <= MOST_BYTES) alike.set(columns, [...(alike.get(columns) ?? []), file]);
  }
  return [...alike.values()].flatMap(shares).map(packOf).filter(isWorthwhile);
}

/** As many packs as needed, of about the same size. */
function shares(files: readonly RowsFile[]): RowsFile[][] {
  const sorted = packOf(files).of;
  const packs = Math.ceil(sorted.length / MOST_PARTS);
  const size = Math.ceil(sorted.length / packs);
  return Array.from({ length: packs }, (_, i) => sorted.slice(i * size, (i + 1) * size));
}

const isWorthwhile = ({ of }: ShelfItem) => of.length > 1 && new Set(of.map(numberOf)).size === of.length;

/**
 * Which of the packs to read files from: at least half of a pack is wanted, and no file is in two of them.
 *
 * @returns the packs, the fullest use of one first
 */
export function packsFor(files: readonly RowsFile[], packs: readonly ShelfItem[]): ShelfItem[] {
  const wanted = new Set(files.map(numberOf));
  const useOf = ({ of }: ShelfItem) => of.filter((one) => wanted.has(numberOf(one))).length;
  const taken = new Set<bigint>();
  return packs
    .map((pack) => ({ pack, use: useOf(pack) }))
    .filter(({ pack, use }) => 2 * use >= pack.of.length)
    .sort((a, b) => b.use - a.use)
    .filter(({ pack }) => {
      const numbers = pack.of.map(numberOf);
      const isFree = !numbers.some((number) => taken.has(number));
      if (isFree) for (const number of numbers) taken.add(number);
      return isFree;
    })
    .map(({ pack }) => pack);
}
