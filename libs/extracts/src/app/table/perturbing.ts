import { Injectable } from '@nestjs/common';
import type { OutputTable } from '#warehouse';
import { roundedTo } from '../../domain/rounded-table';
import type { TableOrder } from './table-counter';

/** Changes the numbers that are shown, where the terms ask for that. */
@Injectable()
export class Perturbing {
  apply(table: OutputTable, { terms }: TableOrder): Promise<OutputTable> {
    return Promise.resolve(roundedTo(terms.roundingBases ?? [], table));
  }
}
