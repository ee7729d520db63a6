/** Primes up to 167, modulo which the moduli of weak keys are powers of 65537. */
const PRIMES = [
  ...[3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109],
  ...[113, 127, 131, 137, 139, 149, 151, 157, 163, 167],
];
const GENERATOR = 65_537;

/**
 * Tells whether an RSA modulus has the fingerprint of ROCA (CVE-2017-15361): keys of a certain library, whose primes have few
 * random bits, so that they can be factored. Modulo each small prime such a modulus is a power of 65537, which a sound one is
 * by chance once in 2^27.
 *
 * @param modulus - Octets, the most significant first.
 * @see "The Return of Coppersmith's Attack", section 3.2: https://crocs.fi.muni.cz/public/papers/rsa_ccs17
 */
export function isRoca(modulus: Uint8Array): boolean {
  return PRIMES.every((prime) => powersOf(GENERATOR % prime, prime).has(remainder(modulus, prime)));
}

function remainder(octets: Uint8Array, prime: number): number {
  return octets.reduce((rest, octet) => (rest * 256 + octet) % prime, 0);
}

function powersOf(base: number, prime: number): Set<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * base) % prime) powers.add(power);
  return powers;
}
