import type { OutputTable } from '#warehouse';
import { shownUnproven } from './shown-by-proofs';

const table = (
  rows: readonly (readonly [code: string, people: bigint | null])[],
  more: string[] = [],
): OutputTable => ({
  columns: [
    { name: 'zone', type: 'string' },
    { name: 'people', type: 'integer' },
    ...more.map((name) => ({ name, type: 'integer' as const })),
    { name: 'conf_status', type: 'string' },
  ],
  rows: rows.map(([code, people]) => [code, people, ...more.map(() => null), people === null ? 'C' : 'F']),
});

describe('a released table beside what its proofs let be shown', () => {
  it('shows no more, whatever columns it has besides', () => {
    const proven = table([['A', 12n], ['B', 30n], ['C', null]]); // prettier-ignore
    const released = table([['C', null], ['A', 10n], ['B', null]], ['hours', 'rounding_base']); // prettier-ignore
    expect(shownUnproven(released, proven, 1)).toBeNull();
  });

  it.each(['C', 'D'])('does not show what they hide, or do not know: %s', (code) => {
    const proven = table([['A', 12n], ['C', null]]); // prettier-ignore
    expect(shownUnproven(table([['A', 12n], [code, 3n]]), proven, 1)).toEqual([code]); // prettier-ignore
  });
});
