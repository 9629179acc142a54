import type { Inspection } from '#intake';
import type { Contribution } from './contribution';
import { troubled, type FoundHere } from './found';
import { understand } from './readings';

/** How each of a contribution's files may be read, in their order. */
export type Inspections = readonly Inspection[];

/** What keeps files from being read, each in its place. */
export const troublesOf = (inspections: Inspections): FoundHere[] =>
  inspections.flatMap(({ trouble }, i) => (trouble ? [troubled(trouble, inspections.length > 1 ? i + 1 : null)] : []));

/** A contribution with the readings that nobody has to be asked for. */
export function withReadings(contribution: Contribution, inspections: Inspections): Contribution {
  const { hints, reviewAsked } = contribution;
  const files = contribution.files.map((file, i) => {
    const inspection = inspections[i];
    return inspection ? { ...file, ...understand(inspection, { hints, reviewAsked, mapping: file.mapping }) } : file;
  });
  return { ...contribution, files };
}

/** Whether it is known how each file is read. */
export const isUnderstood = ({ files }: Contribution): boolean => files.every(({ reading }) => reading !== null);
