import type { SplitTestConfig } from '../model/config.js';
import { murmur3 } from '../lib/murmur3.js';

const HASH_RANGE = 2 ** 32;

/**
 * Puts a reader into a group of a split test, the same one wherever and whenever it is asked, with nothing stored: each
 * group draws a number from test, group and reader, and the highest wins, by weighted rendezvous hashing. So groups come
 * out as their weights are, those of different tests have nothing to do with each other, and other weights move only as
 * many readers as they must.
 *
 * The draw of a group is `-weight / ln(u)` with `u = (h + 0.5) / 2³²` and `h` the murmur3 hash (x86, 32 bits, UTF-8) of
 * the reader's key, its seed the hash of `test id`, U+0000, `group id` with seed 0.
 *
 * @param test - Id of the test.
 * @param key - Key of the reader.
 * @returns Id of a group. A group without weight gets readers only where no group has a weight.
 * @see Schindelhauer and Schomaker, "Weighted distributed hash tables", SPAA 2005: the logarithmic method.
 */
export function chooseGroup(test: string, { groups }: SplitTestConfig, key: string): string {
  const encoder = new TextEncoder();
  const octets = encoder.encode(key);
  let best = groups[0]!.id;
  let highest = 0;
  for (const { id, weight } of groups) {
    const hash = murmur3(octets, murmur3(encoder.encode(`${test}\0${id}`), 0));
    const draw = -weight / Math.log((hash + 0.5) / HASH_RANGE);
    if (draw > highest) [best, highest] = [id, draw];
  }
  return best;
}
