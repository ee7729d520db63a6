/**
 * Verifies tokens with nothing but the runtime's WebCrypto, for so many milliseconds, and prints verifications a
 * second: keys are imported and tokens decoded before it begins, so this is less than anybody needs to do.
 */
import { ALGORITHMS, makeTokens, PUBLIC_KEY, SECRET, type MeasuredAlgorithm } from '../make-tokens.js';

/** Concurrent verifications, as a server has them. */
const AT_ONCE = 64;
const ms = Number(process.argv[2]);
const encoder = new TextEncoder();

interface Decoded {
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly signed: Uint8Array<ArrayBuffer>;
}

function decode(token: string): Decoded {
  const at = token.lastIndexOf('.');
  return {
    signature: new Uint8Array(Buffer.from(token.slice(at + 1), 'base64url')),
    signed: encoder.encode(token.slice(0, at)),
  };
}

async function importFor(alg: MeasuredAlgorithm): Promise<CryptoKey> {
  if (alg === 'HS256')
    return crypto.subtle.importKey('raw', encoder.encode(SECRET), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const der = Buffer.from(PUBLIC_KEY.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return crypto.subtle.importKey('spki', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
}

async function measure(alg: MeasuredAlgorithm): Promise<{ readonly perSecond: number; readonly perCpuSecond: number }> {
  const key = await importFor(alg);
  const tokens = makeTokens(alg).map(decode);
  const parameters = alg === 'HS256' ? 'HMAC' : { name: 'ECDSA', hash: 'SHA-256' };
  let done = 0;
  let end = Infinity;
  const verifyOn = async (): Promise<void> => {
    while (performance.now() < end) {
      const { signature, signed } = tokens[done++ % tokens.length]!;
      if (!(await crypto.subtle.verify(parameters, key, signature, signed)))
        throw new Error('A good token must verify.');
    }
  };
  const run = async (duration: number): Promise<number> => {
    done = 0;
    const begun = performance.now();
    end = begun + duration;
    await Promise.all(Array.from({ length: AT_ONCE }, verifyOn));
    return (performance.now() - begun) / 1000;
  };
  await run(ms / 4);
  const before = process.cpuUsage();
  const seconds = await run(ms);
  const { user, system } = process.cpuUsage(before);
  return { perSecond: done / seconds, perCpuSecond: done / ((user + system) / 1e6) };
}

const rates: Record<string, unknown> = {};
for (const alg of ALGORITHMS) rates[alg] = await measure(alg);
console.log(JSON.stringify(rates));
