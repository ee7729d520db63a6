/**
 * The globals that browsers, Node and edge runtimes have in common, and only those that floors 0 to 4 may use.
 * The DOM library would also bring `window` and `document`; `@types/node` would bring `process` and `Buffer`.
 *
 * @see https://min-common-api.proposal.wintertc.org/ "Minimum Common Web API"
 */

declare class URL {
  constructor(url: string | URL, base?: string | URL);
  static canParse(url: string | URL, base?: string | URL): boolean;
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}

declare class URLSearchParams {
  constructor(init?: string | URLSearchParams | Record<string, string> | Iterable<readonly [string, string]>);
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  forEach(callback: (value: string, key: string, parent: URLSearchParams) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

declare class TextEncoder {
  readonly encoding: 'utf-8';
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare class Event {
  constructor(type: string, init?: { bubbles?: boolean; cancelable?: boolean; composed?: boolean });
  readonly type: string;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

declare class CustomEvent<Detail> extends Event {
  readonly detail: Detail;
}
declare class EventTarget {
  addEventListener(
    type: string,
    listener: ((event: Event) => void) | null,
    options?: boolean | { once?: boolean; signal?: AbortSignal },
  ): void;
  removeEventListener(type: string, listener: ((event: Event) => void) | null): void;
  dispatchEvent(event: Event): boolean;
}

declare class DOMException extends Error {
  constructor(message?: string, name?: string);
  readonly name: string;
  readonly code: number;
}

declare class AbortSignal extends EventTarget {
  static abort(reason?: unknown): AbortSignal;
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  static timeout(milliseconds: number): AbortSignal;
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare function setTimeout<Args extends unknown[]>(
  callback: (...args: Args) => void,
  milliseconds?: number,
  ...args: Args
): number;
declare function clearTimeout(id: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare function atob(data: string): string;
declare function btoa(data: string): string;

type HeadersInit = Headers | Record<string, string> | Iterable<readonly [string, string]>;
type BodyInit = string | ArrayBuffer | ArrayBufferView<ArrayBuffer> | URLSearchParams;
type RequestRedirect = 'error' | 'follow' | 'manual';
type RequestCredentials = 'include' | 'omit' | 'same-origin';
type RequestMode = 'cors' | 'navigate' | 'no-cors' | 'same-origin';
type RequestCache = 'default' | 'force-cache' | 'no-cache' | 'no-store' | 'only-if-cached' | 'reload';
type RequestInfo = string | Request;

interface RequestInit {
  body?: BodyInit | null;
  cache?: RequestCache;
  credentials?: RequestCredentials;
  headers?: HeadersInit;
  keepalive?: boolean;
  method?: string;
  mode?: RequestMode;
  redirect?: RequestRedirect;
  signal?: AbortSignal | null;
}

interface ResponseInit {
  headers?: HeadersInit;
  status?: number;
  statusText?: string;
}

declare class Headers {
  constructor(init?: HeadersInit);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(callback: (value: string, key: string, parent: Headers) => void): void;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

interface ReadableStreamDefaultReader<Chunk> {
  read(): Promise<
    { readonly done: false; readonly value: Chunk } | { readonly done: true; readonly value?: undefined }
  >;
  cancel(reason?: unknown): Promise<void>;
}

declare class ReadableStream<Chunk = Uint8Array> {
  getReader(): ReadableStreamDefaultReader<Chunk>;
}

interface WritableStreamDefaultWriter<Chunk> {
  write(chunk: Chunk): Promise<void>;
  close(): Promise<void>;
}

declare class WritableStream<Chunk = Uint8Array> {
  getWriter(): WritableStreamDefaultWriter<Chunk>;
}

type CompressionFormat = 'deflate' | 'deflate-raw' | 'gzip';

declare class CompressionStream {
  constructor(format: CompressionFormat);
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<BufferSource>;
}

declare class DecompressionStream {
  constructor(format: CompressionFormat);
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<BufferSource>;
}

interface Body {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  readonly bodyUsed: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<unknown>;
  text(): Promise<string>;
}

declare class Request implements Body {
  constructor(input: RequestInfo | URL, init?: RequestInit);
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  readonly bodyUsed: boolean;
  readonly headers: Headers;
  readonly method: string;
  readonly signal: AbortSignal;
  readonly url: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  clone(): Request;
  json(): Promise<unknown>;
  text(): Promise<string>;
}

declare class Response implements Body {
  constructor(body?: BodyInit | null, init?: ResponseInit);
  static error(): Response;
  static json(data: unknown, init?: ResponseInit): Response;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  readonly bodyUsed: boolean;
  readonly headers: Headers;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly type: 'basic' | 'cors' | 'default' | 'error' | 'opaque' | 'opaqueredirect';
  readonly url: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  clone(): Response;
  json(): Promise<unknown>;
  text(): Promise<string>;
}

declare function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;

type KeyUsage = 'decrypt' | 'deriveBits' | 'deriveKey' | 'encrypt' | 'sign' | 'unwrapKey' | 'verify' | 'wrapKey';
type KeyFormat = 'jwk' | 'pkcs8' | 'raw' | 'spki';
type BufferSource = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

interface Algorithm {
  name: string;
}

type AlgorithmIdentifier = Algorithm | string;

interface RsaHashedImportParams extends Algorithm {
  hash: AlgorithmIdentifier;
}

interface RsaPssParams extends Algorithm {
  saltLength: number;
}

interface EcKeyImportParams extends Algorithm {
  namedCurve: string;
}

interface EcdsaParams extends Algorithm {
  hash: AlgorithmIdentifier;
}

interface HmacImportParams extends Algorithm {
  hash: AlgorithmIdentifier;
  length?: number;
}

interface HkdfParams extends Algorithm {
  hash: AlgorithmIdentifier;
  info: BufferSource;
  salt: BufferSource;
}

interface AesGcmParams extends Algorithm {
  additionalData?: BufferSource;
  iv: BufferSource;
}

interface AesKeyAlgorithm extends Algorithm {
  length: number;
}

interface KeyAlgorithm {
  name: string;
}

interface RsaKeyAlgorithm extends KeyAlgorithm {
  modulusLength: number;
  publicExponent: Uint8Array;
}

interface CryptoKey {
  readonly algorithm: KeyAlgorithm;
  readonly extractable: boolean;
  readonly type: 'private' | 'public' | 'secret';
  readonly usages: KeyUsage[];
}

interface CryptoKeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

interface JsonWebKey {
  alg?: string;
  crv?: string;
  d?: string;
  e?: string;
  ext?: boolean;
  k?: string;
  key_ops?: string[];
  kty?: string;
  n?: string;
  use?: string;
  x?: string;
  y?: string;
}

type ImportParams = AlgorithmIdentifier | RsaHashedImportParams | EcKeyImportParams | HmacImportParams;
type SignParams = AlgorithmIdentifier | RsaPssParams | EcdsaParams;

interface SubtleCrypto {
  decrypt(algorithm: AesGcmParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  deriveBits(algorithm: HkdfParams, key: CryptoKey, length: number): Promise<ArrayBuffer>;
  digest(algorithm: AlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer>;
  encrypt(algorithm: AesGcmParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>;
  exportKey(format: Exclude<KeyFormat, 'jwk'>, key: CryptoKey): Promise<ArrayBuffer>;
  generateKey(
    algorithm: AlgorithmIdentifier,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKeyPair | CryptoKey>;
  importKey(
    format: 'jwk',
    data: JsonWebKey,
    algorithm: ImportParams,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKey>;
  importKey(
    format: Exclude<KeyFormat, 'jwk'>,
    data: BufferSource,
    algorithm: ImportParams,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKey>;
  sign(algorithm: SignParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  unwrapKey(
    format: Exclude<KeyFormat, 'jwk'>,
    data: BufferSource,
    key: CryptoKey,
    unwrapAlgorithm: AlgorithmIdentifier,
    algorithm: AesKeyAlgorithm,
    extractable: boolean,
    usages: readonly KeyUsage[],
  ): Promise<CryptoKey>;
  verify(algorithm: SignParams, key: CryptoKey, signature: BufferSource, data: BufferSource): Promise<boolean>;
  wrapKey(
    format: Exclude<KeyFormat, 'jwk'>,
    key: CryptoKey,
    wrappingKey: CryptoKey,
    algorithm: AlgorithmIdentifier,
  ): Promise<ArrayBuffer>;
}

interface Crypto {
  /** Missing where the page is not a secure context. */
  readonly subtle: SubtleCrypto;
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
}

// `var`, because only that makes a global a member of `globalThis`, where it may be asked for before it is used.
declare var crypto: Crypto;

interface Performance {
  now(): number;
}

declare var performance: Performance;

interface Console {
  debug(...data: unknown[]): void;
  error(...data: unknown[]): void;
  info(...data: unknown[]): void;
  log(...data: unknown[]): void;
  warn(...data: unknown[]): void;
}

declare var console: Console;
