/** The parts of Node's `createCipheriv` and `createDecipheriv` that are used. */
interface Cipher {
  setAAD(octets: Uint8Array): void;
  update(octets: Uint8Array): Uint8Array;
  final(): Uint8Array;
  getAuthTag(): Uint8Array;
}

/** The parts of Node's hashes that are used. */
interface Digest {
  update(octets: Uint8Array): Digest;
  digest(): Uint8Array;
}

/** A key of Node, made of one of WebCrypto. */
export interface NodeKey {
  readonly type: 'secret' | 'public' | 'private';
}

/** How Node is to verify a signature. */
interface NodeVerifyOptions {
  readonly key: NodeKey;
  /** Of ECDSA: the two numbers side by side, as JWS has them. */
  readonly dsaEncoding?: 'ieee-p1363';
  readonly padding?: number;
  readonly saltLength?: number;
}

/** The parts of Node that take a fraction of the time of the web's, with the same result. Deno and Bun have them too. */
interface NodeModules {
  readonly 'node:zlib': { deflateRawSync(octets: Uint8Array): Uint8Array<ArrayBuffer> };
  readonly 'node:buffer': {
    readonly Buffer: {
      from(buffer: ArrayBufferLike, at: number, length: number): { toString(encoding: 'base64url'): string };
    };
  };
  readonly 'node:crypto': {
    createHash(name: string): Digest;
    createHmac(name: string, key: Uint8Array | NodeKey): Digest;
    timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean;
    verify(digest: string | null, signed: Uint8Array, options: NodeVerifyOptions, signature: Uint8Array): boolean;
    readonly KeyObject: { from(key: CryptoKey): NodeKey };
    readonly constants: { readonly RSA_PKCS1_PSS_PADDING: number };
    createCipheriv(name: string, key: Uint8Array, iv: Uint8Array): Cipher;
    createDecipheriv(name: string, key: Uint8Array, iv: Uint8Array): Cipher;
  };
}

/** Gives a module of Node where there is one; bundlers see no import, which would break workers and the edge. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: Name) => NodeModules[Name] | undefined } };
  return process?.getBuiltinModule?.(name);
}
