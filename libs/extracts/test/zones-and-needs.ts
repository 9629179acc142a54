import type { TableSchema } from '#warehouse';
import { dimension } from './drawing';

export const ZONES = ['A', 'B', 'C', 'D'];
const NEEDS = ['casa', 'cura', 'lavoro'];

/** People by zone and need. */
export const zonesAndNeeds = (zones: readonly string[] = ZONES): TableSchema => ({
  fields: [dimension('zone', zones), dimension('need', NEEDS)],
});

/** What one cooperative sends: each has its own numbers; of zone A and need casa there are few. */
export const csvOf = (at: number): string =>
  [
    'zone,need',
    ...ZONES.flatMap((zone, row) =>
      NEEDS.flatMap((need, column) =>
        Array<string>(row + column === 0 ? 1 : 12 + 3 * row + 5 * column + at).fill(`${zone},${need}`),
      ),
    ),
  ].join('\n');
