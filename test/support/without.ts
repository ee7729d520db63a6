import assert from 'node:assert/strict';

/** Functions that edge runtimes refuse outside of a request: timers, randomness, fetching, asynchronous cryptography. */
const FORBIDDEN: readonly (readonly [object: object, name: string])[] = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'fetch'].map((name) => [globalThis, name] as const),
  ...['getRandomValues', 'randomUUID'].map((name) => [Crypto.prototype, name] as const),
  ...['importKey', 'digest', 'generateKey', 'sign', 'verify'].map((name) => [SubtleCrypto.prototype, name] as const),
  [Math, 'random'],
];

/** Runs something while none of that may be called. */
export async function without<Result>(run: () => Promise<Result>): Promise<Result> {
  const before = FORBIDDEN.map(([object, name]) => Object.getOwnPropertyDescriptor(object, name)!);
  for (const [object, name] of FORBIDDEN)
    Object.defineProperty(object, name, { configurable: true, value: () => assert.fail(`${name} was called`) });
  try {
    return await run();
  } finally {
    FORBIDDEN.forEach(([object, name], index) => Object.defineProperty(object, name, before[index]!));
  }
}
