const WIDTH = 100;

/** Tells the story on the terminal. */
export const narrator = {
  say(text: string): void {
    console.log(text);
  },
  /** @param number as in the README's story; absent for what is played only where its data are */
  chapter(title: string, number?: number): void {
    const heading = number === undefined ? title : `${number}. ${title}`;
    console.log(`\n── ${heading} ${'─'.repeat(Math.max(0, WIDTH - heading.length - 4))}`);
  },
  /** What somebody sees; without a line, nothing. */
  sees(who: string, ...lines: readonly string[]): void {
    if (lines.length === 0) return;
    const [first = '', ...others] = lines;
    console.log(`   ${who.padEnd(14)} ${first}`);
    for (const line of others) console.log(`   ${''.padEnd(14)} ${line}`);
  },
  table(header: readonly string[], rows: readonly (readonly string[])[]): void {
    const all = [header, ...rows];
    const widths = header.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
    for (const row of all)
      console.log(`   ${''.padEnd(14)} ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
  },
};

/** The one refusal that a step of the story is about; anything else ends the story. */
export async function refusalOf(
  step: Promise<unknown>,
): Promise<Error & { readonly code: string; readonly details: unknown }> {
  try {
    await step;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error as Error & { code: string; details: unknown };
    throw error;
  }
  throw new Error('This step of the story should have been refused.');
}

/** What the story tells has to be so; otherwise it ends here. @param what as the story has it */
export function mustBe(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`The story is not as it is told: ${what}.`);
}
