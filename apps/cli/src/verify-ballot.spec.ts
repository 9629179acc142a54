import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf } from './shared/lines-of';
import { verifyBallot } from './verify-ballot';

const BALLOT = join(__dirname, '../../../libs/governance/test/ballot.ndjson');
const ROOT = 'd14f2b1fefb417fb85b6612cc18fc4ff71a5572eea14fe02ac442b35499bb8bc';

describe('verify --ballot', () => {
  let directory: string;
  let said: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'granaio-verify-'));
    said = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(directory, { recursive: true });
  });

  const damaged = (damage: (text: string) => string): string => {
    const path = join(directory, 'ballot.ndjson');
    writeFileSync(path, damage(readFileSync(BALLOT, 'utf8')));
    return path;
  };

  it('says root, count and verdict of a file that is whole', () => {
    expect(verifyBallot(BALLOT, undefined)).toBe(0);
    expect(said).toContain(`Root:   ${ROOT}\n`);
    expect(said).toContain('yes 1248, no 1432, abstain 670, blank 134 (in parts of a vote, 134 to one)');
    expect(said).toMatch(/^Result: not adopted: .+art\. 12 dello statuto/m);
    expect(said).toContain('The papers confirm the result.');
  });

  it('finds the paper of a receipt, as its voter types it', () => {
    expect(verifyBallot(BALLOT, 'Piffero  PIATTINO, deserto orfano gazzella gufo')).toBe(0);
    expect(said).toContain('Your paper is number 8 of 15: {"class":"financing:4","marks":"no"');
    expect(verifyBallot(BALLOT, 'piffero piattino deserto orfano gazzella abaco')).toBe(1);
    expect(said).toContain('No paper has this receipt.');
    expect(() => verifyBallot(BALLOT, 'piffero piattino')).toThrow('six words');
  });

  it('names what is wrong with a file that is not', () => {
    expect(
      verifyBallot(
        damaged((text) => text.replace('"marks":"no"', '"marks":"yes"')),
        undefined,
      ),
    ).toBe(1);
    expect(said).toMatch(/^ROOT\.DIFFERS: .+\nCOUNT\.DIFFERS: .+\nVERDICT\.DIFFERS: .+$/m);
    expect(said).toContain('This file does not confirm the result of its ballot.');
    expect(
      verifyBallot(
        damaged((text) => text.slice(0, -200)),
        undefined,
      ),
    ).toBe(1);
    expect(said).toContain('the file was damaged or cut short');
    expect(
      verifyBallot(
        damaged(() => ''),
        undefined,
      ),
    ).toBe(1);
    expect(
      verifyBallot(
        damaged((text) => `${text}\n`),
        undefined,
      ),
    ).toBe(1);
  });

  it('lets no file write on the terminal what it wants', () => {
    const path = damaged((text) =>
      text.replace('Accesso', '\\u001b[2JAccesso').replace('"papers"', '"\\u001b[31mpapers"'),
    );
    expect(verifyBallot(path, undefined)).toBe(1);
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('linesOf', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'granaio-lines-')), 'file');
  });
  afterEach(() => {
    rmSync(join(path, '..'), { recursive: true });
  });

  it.each([
    ['nothing', '', []],
    ['a last line without its end', 'a\nb', ['a', 'b']],
    ['a last line with its end', 'a\nb\n', ['a', 'b']],
    ['empty lines', 'a\n\n\nb\n', ['a', '', '', 'b']],
  ])('reads %s', (_, text, lines) => {
    writeFileSync(path, text);
    expect([...linesOf(path, 100)]).toEqual(lines);
  });

  it('reads more than it holds in memory, and cuts no letter', () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${'è'.repeat(i % 50)}€${i}`);
    writeFileSync(path, lines.join('\n'));
    expect([...linesOf(path, 1_000)]).toEqual(lines);
  });

  it('hands out a part of a line that is too long, and nothing after it', () => {
    writeFileSync(path, `a\n${'x'.repeat(5_000_000)}\nb\n`);
    const [first, second = '', ...more] = linesOf(path, 100);
    expect(first).toBe('a');
    expect(second.length).toBeGreaterThan(100);
    expect(second.length).toBeLessThan(3_000_000);
    expect(more).toEqual([]);
  });
});
