import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');
const PAGE = readFileSync(join(ROOT, 'libs/disclosure/ATTACKS.md'), 'utf8');

/** Each file that is named, with the titles behind it up to the next file. */
const named = PAGE.replaceAll(/\s+/g, ' ')
  .split(/(?=`[\w/.-]+\.(?:db-|e2e-)?spec\.ts`)/)
  .slice(1)
  .map((part) => {
    const file = /^`([^`]+)`/.exec(part)?.[1] ?? '';
    return [file, titlesIn(part.split(/[|(]/)[0] ?? '')] as const;
  });

/** What stands between the outermost quotes: titles quote too. */
function titlesIn(text: string): string[] {
  const titles: string[] = [];
  let [depth, title] = [0, ''];
  for (const sign of text) {
    if (sign === '”' && (depth -= 1) === 0) titles.push(title);
    if (depth > 0) title += sign;
    if (sign === '“' && (depth += 1) === 1) title = '';
  }
  return titles;
}

describe('the index of attacks', () => {
  it('has a row for each attack', () => {
    const rows = PAGE.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.length - 2).toBeGreaterThanOrEqual(22);
    for (const row of rows.slice(2)) expect(row).toMatch(/spec\.ts` “/);
  });

  it.each(named)('%s is there, and holds the titles', (file, titles) => {
    const path = join(ROOT, file);
    expect(titles).not.toEqual([]);
    expect(existsSync(path)).toBe(true);
    for (const title of titles) expect(readFileSync(path, 'utf8')).toContain(title);
  });
});
