import { protectTable, TOTAL, verifyCertificate, type Cell } from '#disclosure';
import { verifyApart, type Proof } from './verify-apart';

const ROWS = 30;
const COLUMNS = 20;
const rule = { minPeople: 10, minContributors: 0 };

/** Each combination with some people, a few of them with too few. */
const peopleAt = (row: number, column: number) => ((row * 7 + column * 3) % 41 === 0 ? 3 : 20 + ((row + column) % 9));
const codes = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

function tableOf() {
  const [rows, columns] = [codes('r', ROWS), codes('c', COLUMNS)];
  const cells: Cell[] = [];
  for (const [r, row] of [...rows.entries(), [-1, TOTAL] as const])
    for (const [c, column] of [...columns.entries(), [-1, TOTAL] as const]) {
      let people = 0;
      rows.forEach((_, i) => {
        columns.forEach((__, j) => {
          if ((r < 0 || r === i) && (c < 0 || c === j)) people += peopleAt(i, j);
        });
      });
      cells.push({ codes: [row, column], people: BigInt(people), contributors: 3 });
    }
  return {
    dimensions: [
      { name: 'row', leaves: rows, groups: [] },
      { name: 'column', leaves: columns, groups: [] },
    ],
    cells,
  };
}

describe('a large proof', () => {
  let proof: Proof;

  beforeAll(async () => {
    const table = tableOf();
    const { cells, certificate } = await protectTable(table, rule);
    proof = { table, cells, certificate, rule };
  });

  it('holds in a process of its own as it does here', async () => {
    expect(proof.cells.length).toBeGreaterThan(500);
    expect(proof.certificate.moves.length).toBeGreaterThan(0);
    await verifyApart(proof);
  });

  it('is refused there in the same words as here', async () => {
    const forged = { ...proof, certificate: { ...proof.certificate, moves: [] } };
    let here: unknown;
    try {
      verifyCertificate(forged.table, forged.cells, forged.certificate, rule);
    } catch (error) {
      here = error;
    }
    const { code, message, details } = here as { code: string; message: string; details: object };
    expect(code).toBe('DISCLOSURE.INVALID_CERTIFICATE');
    await expect(verifyApart(forged)).rejects.toMatchObject({ code, message, details });
  });

  it('waits for another day where two are being checked', async () => {
    const asked = [0, 1, 2].map(() => verifyApart(proof));
    const said = await Promise.allSettled(asked);
    expect(said.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(asked[2]).rejects.toMatchObject({ kind: 'unavailable', code: 'CERTIFICATE.NOT_CHECKED' });
    await verifyApart(proof);
  });
});
