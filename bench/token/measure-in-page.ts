/** A token and what bare WebCrypto needs of it. */
export interface Signed {
  readonly token: string;
  /** Octets of what was signed, and of the signature. */
  readonly data: readonly number[];
  readonly signature: readonly number[];
}

/** The measurements of one algorithm. */
export interface Task {
  readonly alg: string;
  /** Public key in PEM, and its octets. */
  readonly pem: string;
  readonly spki: readonly number[];
  /** As WebCrypto imports the key and as it verifies by it. */
  readonly importBy: object;
  readonly verifyBy: object;
  readonly tokens: readonly Signed[];
}

/** Microseconds: of this SDK, of bare WebCrypto, and of jose. */
export interface Spent {
  readonly ours: number;
  readonly bare: number;
  readonly jose: number;
}

/** What is used of jose. */
type Jose = Pick<typeof import('jose'), 'importSPKI' | 'jwtVerify'>;

type Verifier = (sources: object) => Promise<{ readonly result: { readonly status: string } }>;

/** Runs in the page: token text to claims, beside jose and bare `crypto.subtle.verify`, all with the key imported, by turns. */
export async function measureWarm(
  { alg, pem, spki, importBy, verifyBy, tokens }: Task,
  passes: number,
): Promise<Spent> {
  const [path, josePath] = ['/chunks/verify.js', '/jose.js'];
  const jose = (await import(josePath)) as Jose;
  const joseKey = await jose.importSPKI(pem, alg);
  const { createVerifier } = (await import(path)) as { createVerifier: (jwt: object, ports: object) => Verifier };
  const verify = createVerifier({ publicKey: pem }, { fetch, now: Date.now });
  const key = await crypto.subtle.importKey('spki', new Uint8Array(spki), importBy as never, false, ['verify']);
  const bare = tokens.map(({ data, signature }) => ({
    data: new Uint8Array(data),
    signature: new Uint8Array(signature),
  }));
  const spent = { ours: 0, bare: 0, jose: 0 };
  const verifyOurs = async (index: number): Promise<boolean> =>
    (await verify({ option: tokens[index]!.token, query: null, cookies: '' })).result.status === 'valid';
  const verifyBare = (index: number): Promise<boolean> =>
    crypto.subtle.verify(verifyBy as never, key, bare[index]!.signature, bare[index]!.data);
  const verifyJose = async (index: number): Promise<boolean> =>
    Boolean((await jose.jwtVerify(tokens[index]!.token, joseKey, { algorithms: [alg] })).payload);
  const verifiers = { ours: verifyOurs, bare: verifyBare, jose: verifyJose };
  const time = async (name: keyof Spent, index: number): Promise<void> => {
    const begun = performance.now();
    const isValid = await verifiers[name](index);
    spent[name] += performance.now() - begun;
    if (!isValid) throw new Error(`${name}: a good token was refused`);
  };
  // Until the engine has compiled both for speed.
  for (let pass = 0; pass < passes; pass++) {
    for (const index of tokens.keys()) for (const name of ['ours', 'bare', 'jose'] as const) await time(name, index);
  }
  Object.assign(spent, { ours: 0, bare: 0, jose: 0 });
  for (const index of tokens.keys()) {
    // None always comes last, when what the others have just touched is still at hand.
    const names = ['ours', 'bare', 'jose'] as const;
    for (const turn of names.keys()) await time(names[(index + turn) % names.length]!, index);
  }
  const each = (ms: number): number => (ms / tokens.length) * 1000;
  return { ours: each(spent.ours), bare: each(spent.bare), jose: each(spent.jose) };
}

/**
 * Runs in a fresh page: the first verification, the key's import included, in microseconds. The file is there already.
 */
export async function measureFirst(
  { alg, pem, spki, importBy, verifyBy, tokens }: Task,
  name: keyof Spent,
): Promise<number> {
  const [path, josePath] = ['/chunks/verify.js', '/jose.js'];
  const jose = (await import(josePath)) as Jose;
  const { createVerifier } = (await import(path)) as { createVerifier: (jwt: object, ports: object) => Verifier };
  const { token, data, signature } = tokens[0]!;
  const octets = [spki, signature, data].map((from) => new Uint8Array(from)) as [
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
  ];
  const verifyOurs = async (): Promise<boolean> => {
    const verify = createVerifier({ publicKey: pem }, { fetch, now: Date.now });
    return (await verify({ option: token, query: null, cookies: '' })).result.status === 'valid';
  };
  const verifyBare = async (): Promise<boolean> => {
    const key = await crypto.subtle.importKey('spki', octets[0], importBy as never, false, ['verify']);
    return crypto.subtle.verify(verifyBy as never, key, octets[1], octets[2]);
  };
  const verifyJose = async (): Promise<boolean> => {
    const key = await jose.importSPKI(pem, alg);
    return Boolean((await jose.jwtVerify(token, key, { algorithms: [alg] })).payload);
  };
  const verify = { ours: verifyOurs, bare: verifyBare, jose: verifyJose }[name];
  const begun = performance.now();
  const isValid = await verify();
  const spent = (performance.now() - begun) * 1000;
  if (!isValid) throw new Error(`${name}: a good token was refused`);
  return spent;
}
