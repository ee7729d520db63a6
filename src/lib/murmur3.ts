/**
 * MurmurHash3, x86, 32 bits, over octets: fast, and as good as random where no attacker chooses the input.
 *
 * @param octets - Usually text in UTF-8.
 * @param seed - Unsigned, 32 bits. Other seeds give hashes that have nothing to do with each other.
 * @returns Unsigned, 32 bits.
 * @see https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp, in the public domain.
 */
export function murmur3(octets: Uint8Array, seed: number): number {
  const mix = (block: number): number => {
    const mixed = Math.imul(block, 0xcc9e2d51);
    return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  };
  const tail = octets.length & ~3;
  let hash = seed;
  for (let i = 0; i < tail; i += 4) {
    hash ^= mix(octets[i]! | (octets[i + 1]! << 8) | (octets[i + 2]! << 16) | (octets[i + 3]! << 24));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let i = octets.length - 1; i >= tail; i--) rest = (rest << 8) | octets[i]!;
  if (octets.length > tail) hash ^= mix(rest);
  hash ^= octets.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
