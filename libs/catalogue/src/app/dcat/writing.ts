import type { Resource } from '../../domain/dcat/resource';

/** A graph on its way out: things go in piece by piece, and text comes out as it is ready. */
export interface Writing {
  open(): string;
  write(resources: readonly Resource[]): string;
  close(): string;
}
