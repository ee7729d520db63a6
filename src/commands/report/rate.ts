/** The quantile of the normal distribution for an interval of 95 %. */
const Z = 1.959_964;
/** The quantile for a power of 80 %: of five true differences four are found. */
const Z_POWER = 0.841_621;

/** How many of a number of trials succeeded. */
export interface Sample {
  readonly successes: number;
  readonly trials: number;
}

/** A share between 0 and 1 with its interval of 95 %. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Estimates a share by Wilson's score interval, which holds for small samples and for shares near 0 too. `null` without a trial.
 *
 * @see E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical
 *   Association 22 (1927), 209–212.
 */
export function estimateRate({ successes, trials }: Sample): Rate | null {
  if (trials <= 0) return null;
  // An event may be lost on its way, so there can be more conversions than decisions.
  const rate = Math.min(1, successes / trials);
  const middle = (rate + Z ** 2 / (2 * trials)) / (1 + Z ** 2 / trials);
  const half = (Z / (1 + Z ** 2 / trials)) * Math.sqrt((rate * (1 - rate)) / trials + (Z / (2 * trials)) ** 2);
  return { rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * Estimates by how much a share is above another one, by Newcombe's hybrid of two score intervals (method 10 there).
 *
 * @see R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998),
 *   873–890.
 */
export function estimateDifference(sample: Sample, other: Sample): Rate | null {
  const [one, two] = [estimateRate(sample), estimateRate(other)];
  if (!one || !two) return null;
  const rate = one.rate - two.rate;
  return {
    rate,
    low: rate - Math.hypot(one.rate - one.low, two.high - two.rate),
    high: rate + Math.hypot(one.high - one.rate, two.rate - two.low),
  };
}

/**
 * How many more trials each of two groups needs until a difference as large as the one that is seen would be found with a power of
 * 80 % at 5 %. 0 where there are enough, `null` where no difference is seen.
 *
 * @see J. L. Fleiss, B. Levin, M. C. Paik, "Statistical Methods for Rates and Proportions", third edition (2003), section 4.2.
 */
export function findMissingSample(sample: Sample, other: Sample): number | null {
  const [one, two] = [estimateRate(sample)?.rate, estimateRate(other)?.rate];
  if (one === undefined || two === undefined || one === two) return null;
  const variance = one * (1 - one) + two * (1 - two);
  const needed = Math.ceil(((Z + Z_POWER) ** 2 * variance) / (one - two) ** 2);
  return Math.max(0, needed - Math.min(sample.trials, other.trials));
}
