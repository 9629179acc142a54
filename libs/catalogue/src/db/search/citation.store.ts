import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import type { Queryable } from '#platform';

const GREATEST = 2_147_483_647;

@Injectable()
export class CitationStore {
  /** When a version was made; null: there is none of that number. */
  async createdAt(on: Queryable, id: DatasetId, number: number): Promise<Date | null> {
    if (!Number.isInteger(number) || number < 1 || number > GREATEST) return null;
    const [version] = await on.query<{ at: Date }>(
      'select created_at as at from catalogue.dataset_version where dataset_id = $1 and number = $2',
      [id, number],
    );
    return version?.at ?? null;
  }
}
