import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dutiesPage } from './duties-page';

describe('the page on duties', () => {
  it('says what the table says: write DUTIES.md anew when the table changes', () => {
    expect(readFileSync(join(__dirname, '../../../DUTIES.md'), 'utf8')).toBe(dutiesPage());
  });
});
