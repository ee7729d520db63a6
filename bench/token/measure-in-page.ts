/** A token and what bare WebCrypto needs of it. */
export interface Signed {
  readonly token: string;
  /** Octets of what was signed, and of the signature. */
  readonly data: readonly number[];
  readonly signature: readonly number[];
}

/** The measurements of one algorithm. */
export interface Task {
  /** Public key in PEM, and its octets. */
  readonly pem: string;
  readonly spki: readonly number[];
  /** As WebCrypto imports the key and as it verifies by it. */
  readonly importBy: object;
  readonly verifyBy: object;
  readonly tokens: readonly Signed[];
}

/** Microseconds. */
export interface Pair {
  readonly ours: number;
  readonly bare: number;
}

type Verifier = (sources: object) => Promise<{ readonly result: { readonly status: string } }>;

/** Runs in the page: token text to claims, beside bare `crypto.subtle.verify`, both with the key imported, by turns. */
export async function measureWarm({ pem, spki, importBy, verifyBy, tokens }: Task, passes: number): Promise<Pair> {
  const path = '/chunks/verify.js';
  const { createVerifier } = (await import(path)) as { createVerifier: (jwt: object, ports: object) => Verifier };
  const verify = createVerifier({ publicKey: pem }, { fetch, now: Date.now });
  const key = await crypto.subtle.importKey('spki', new Uint8Array(spki), importBy as never, false, ['verify']);
  const bare = tokens.map(({ data, signature }) => ({
    data: new Uint8Array(data),
    signature: new Uint8Array(signature),
  }));
  const spent = { ours: 0, bare: 0 };
  const verifyOurs = async (index: number): Promise<boolean> =>
    (await verify({ option: tokens[index]!.token, query: null, cookies: '' })).result.status === 'valid';
  const verifyBare = (index: number): Promise<boolean> =>
    crypto.subtle.verify(verifyBy as never, key, bare[index]!.signature, bare[index]!.data);
  const time = async (name: 'ours' | 'bare', index: number): Promise<void> => {
    const begun = performance.now();
    const isValid = await (name === 'ours' ? verifyOurs : verifyBare)(index);
    spent[name] += performance.now() - begun;
    if (!isValid) throw new Error(`${name}: a good token was refused`);
  };
  // Until the engine has compiled both for speed.
  for (let pass = 0; pass < passes; pass++) {
    for (const index of tokens.keys()) for (const name of ['ours', 'bare'] as const) await time(name, index);
  }
  Object.assign(spent, { ours: 0, bare: 0 });
  for (const index of tokens.keys()) {
    // Neither always comes second, when what the other has just touched is still at hand.
    const order = index % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (const name of order) await time(name, index);
  }
  return { ours: (spent.ours / tokens.length) * 1000, bare: (spent.bare / tokens.length) * 1000 };
}

/**
 * Runs in a fresh page: the first verification, the key's import included, in microseconds. The file is there already.
 */
export async function measureFirst({ pem, spki, importBy, verifyBy, tokens }: Task, name: keyof Pair): Promise<number> {
  const path = '/chunks/verify.js';
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
  const begun = performance.now();
  const isValid = await (name === 'ours' ? verifyOurs() : verifyBare());
  const spent = (performance.now() - begun) * 1000;
  if (!isValid) throw new Error(`${name}: a good token was refused`);
  return spent;
}
