import { countAsked, makeWorkload } from './workload/make-workload.js';
import { READERS } from './workload/make-readers.js';

/** Tells in words what is decided: how many data and conditions, how many of them distinct, how many asked. */
export function describeWorkload(): string {
  const [few, many] = [10, 100].map((conditions) => describe({ features: 1000, conditions }));
  return [
    `A made-up site with ${few!.data} data; ${READERS} registered readers decide by turns.`,
    `Its 1,000 rules of 10 conditions have ${few!.distinct} distinct conditions between them, those of 100 conditions ${many!.distinct};`,
    `a reader is asked ${few!.asked} of 10 and ${many!.asked} of 100 on average.`,
  ].join(' ');
}

function describe(size: { readonly features: number; readonly conditions: number }): {
  readonly data: number;
  readonly distinct: number;
  readonly asked: string;
} {
  const { rules, readers } = makeWorkload(size);
  const conditions = rules.flatMap(({ stretches }) =>
    stretches.flatMap(({ checks }) => checks.map(({ condition }) => condition)),
  );
  const distinct = new Set(conditions.map((condition) => JSON.stringify(condition)));
  const data = new Set(conditions.map(({ source, name }) => (source === 'product' ? source : `${source} ${name}`)));
  const sample = rules.slice(0, 100);
  const asked = sample.flatMap((rule) => readers.map((reader) => countAsked(rule, reader)));
  const mean = asked.reduce((sum, count) => sum + count, 0) / asked.length;
  return { data: data.size, distinct: distinct.size, asked: mean.toFixed(1) };
}
