/** Octets with a memory of their own, as WebCrypto takes them. */
export type Octets = Uint8Array<ArrayBuffer>;

/** A value, or one that comes later. */
type Soon<Value> = Value | Promise<Value>;

/** The cryptography that seals are made of. Each runtime's gives the same octets for the same input. */
export interface SealPrimitives {
  /** HKDF with SHA-256 and an empty salt (RFC 5869). */
  readonly expand: (key: Octets, info: Octets, octets: number) => Soon<Octets>;
  /** SHA-256. */
  readonly digest: (message: Octets) => Soon<Octets>;
  /** AES-KW (RFC 3394). */
  readonly wrap: (contentKey: Octets, wrappingKey: Octets) => Soon<Octets>;
  /**
   * The reverse of `wrap`.
   *
   * @throws Where the check value is another one.
   */
  readonly unwrap: (wrapped: Octets, wrappingKey: Octets) => Soon<Octets>;
  /** AES-GCM: the ciphertext, and its tag behind it. */
  readonly encrypt: (message: Octets, key: Octets, nonce: Octets, added: Octets) => Soon<Octets>;
}
