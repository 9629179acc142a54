import { discreteGaussian } from './discrete-gaussian';
import { discreteLaplace, type Sampler } from './discrete-laplace';
import type { ColumnNoise } from './plan';

/**
 * The sampler of a column's noise; add one draw to each cell that is published, and never draw again for the same question.
 *
 * What is added to must be a count of rows, or a sum of rows whose values are within the bounds of the plan; nothing here sees
 * whether they are (`clamped` moves them there). A noisy count may be below zero: cutting it off there makes sums of many
 * cells too large.
 */
export const samplerOf = (noise: ColumnNoise): Sampler =>
  noise.distribution === 'gaussian' ? discreteGaussian(noise.variance) : discreteLaplace(noise.scale);
