/**
 * Draws per second of the exact samplers with the operating system's generator, beside 0.3 million discrete Gaussian draws
 * a second, which is what other exact samplers reach (a constant, measured elsewhere; none of them is needed here).
 *
 *   node test/bench/samplers.mjs [--draws 1000000] [--rounds 3]
 *
 * Variances and scales go from small ones, on safe integers, to those of sums in cents, which need BigInt. The best of the
 * rounds counts.
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const { cryptoRandom, discreteGaussian, discreteLaplace, exact } = require('../../dist/libs/disclosure/src/index.js');

const { values } = parseArgs({
  options: { draws: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
});
const DRAWS = Number(values.draws);
const MARK = 300_000;

const random = cryptoRandom();
const samplers = {
  'discrete Gaussian': { of: discreteGaussian, widths: ['1', '9', '83', '10000', '1e6', '1e14'], unit: 'variance' },
  'discrete Laplace': { of: discreteLaplace, widths: ['4', '5/2', '1e7'], unit: 'scale' },
};
for (const [name, { of, widths, unit }] of Object.entries(samplers))
  for (const width of widths) {
    const perS = best(of(exact(width.includes('e') ? BigInt(Number(width)) : width)));
    console.log(
      JSON.stringify({
        name: `${name} draws of ${unit} ${width}, beside 0.3 million a second`,
        ours_per_s: Math.round(perS),
        baseline_per_s: MARK,
        ratio: Number((perS / MARK).toFixed(1)),
        limit: 1,
        better: 'higher',
        draws: DRAWS,
      }),
    );
  }

/** Processor time counts: others may use the machine too. */
function best(sampler) {
  let perS = 0;
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const start = process.cpuUsage();
    for (let i = 0; i < DRAWS; i += 1) sampler(random);
    const { user, system } = process.cpuUsage(start);
    perS = Math.max(perS, (DRAWS / (user + system)) * 1e6);
  }
  return perS;
}
