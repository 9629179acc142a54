import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SharedWork } from './shared-work';

describe('SharedWork', () => {
  it('answers everyone with their own, each wish done once, one unit of work on a thing at a time', async () => {
    const wish = fc.record({ thing: fc.constantFrom('a', 'b'), howMany: fc.integer({ min: 1, max: 700 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 6 }), async (turns) => {
        const underWay = new Set<string>();
        const done: number[] = [];
        const shared = new SharedWork<string, number, string>(async (thing, wishes) => {
          expect(underWay.has(thing)).toBe(false);
          expect(wishes.length).toBeLessThanOrEqual(500);
          underWay.add(thing);
          done.push(...wishes);
          await nextTurn();
          underWay.delete(thing);
          return wishes.map((number) => `${thing} ${number}`);
        });
        const answers: Promise<void>[] = [];
        let next = 0;
        for (const { thing, howMany } of turns) {
          for (let i = 0; i < howMany; i += 1) {
            const number = next++;
            answers.push(
              shared.ask(thing, number).then((answer) => {
                expect(answer).toBe(`${thing} ${number}`);
              }),
            );
          }
          await nextTurn();
        }
        await Promise.all(answers);
        expect(done.sort((a, b) => a - b)).toEqual([...Array(next).keys()]);
      }),
      { numRuns: 30 },
    );
  });

  it('begins at once, and lets whoever comes meanwhile share the next', async () => {
    const batches: string[][] = [];
    const shared = new SharedWork<string, string, void>(async (_, wishes) => {
      batches.push([...wishes]);
      await nextTurn();
      await nextTurn();
      return wishes.map(() => undefined);
    });
    const first = shared.ask('ballot', 'ada');
    await nextTurn();
    await Promise.all([first, shared.ask('ballot', 'ben'), shared.ask('ballot', 'cleo')]);
    await shared.ask('ballot', 'dora');
    expect(batches).toEqual([['ada'], ['ben', 'cleo'], ['dora']]);
  });

  it('does not let work on one thing wait for that on another', async () => {
    let finish: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (finish = resolve));
    const shared = new SharedWork<string, number, number>(async (thing, wishes) => {
      if (thing === 'stuck') await stuck;
      return wishes;
    });
    const waiting = shared.ask('stuck', 1);
    expect(await shared.ask('free', 2)).toBe(2);
    finish();
    expect(await waiting).toBe(1);
  });

  it('fails those who shared a failed unit of work, and nobody after them', async () => {
    let fails = true;
    const shared = new SharedWork<string, number, number>((_, wishes) =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve(wishes),
    );
    const both = await Promise.allSettled([shared.ask('ballot', 1), shared.ask('ballot', 2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await shared.ask('ballot', 3)).toBe(3);
  });
});
