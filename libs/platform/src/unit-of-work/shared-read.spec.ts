import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SharedRead } from './shared-read';

describe('SharedRead', () => {
  it('gives everyone what they asked for, each key once a statement, one statement at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 700 }), { maxLength: 6 }),
        async (turns) => {
          let underWay = 0;
          const shared = new SharedRead<number, string>(async (keys) => {
            underWay += 1;
            expect([underWay, new Set(keys).size]).toEqual([1, keys.length]);
            expect(keys.length).toBeLessThanOrEqual(500);
            await nextTurn();
            underWay -= 1;
            return new Map(keys.filter((key) => key % 7 > 0).map((key) => [key, `value ${key}`]));
          });
          const answers: Promise<void>[] = [];
          for (const keys of turns) {
            answers.push(
              ...keys.map(async (key) => {
                expect(await shared.get(key)).toBe(key % 7 > 0 ? `value ${key}` : undefined);
              }),
            );
            await nextTurn();
          }
          await Promise.all(answers);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('never answers with what was read before it was asked', async () => {
    let state = 'before';
    const shared = new SharedRead<string, string>(async ([key]) => {
      const seen = state;
      await nextTurn();
      return new Map([[key ?? '', seen]]);
    });
    const first = shared.get('policy');
    await nextTurn();
    await nextTurn();
    state = 'after';
    expect(await Promise.all([first, shared.get('policy')])).toEqual(['before', 'after']);
  });

  it('fails those who shared a failed statement, and nobody after them', async () => {
    let fails = true;
    const shared = new SharedRead<string, number>((keys) =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((key) => [key, 1]))),
    );
    await expect(Promise.all([shared.get('a'), shared.get('b')])).rejects.toThrow('away');
    fails = false;
    expect(await shared.get('a')).toBe(1);
  });
});
