import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Measures a file as servers send it.
 *
 * @param {string | Buffer} code
 * @returns {{ raw: number, gzip: number, brotli: number }} Bytes: as it is, by gzip 9, by brotli 11.
 */
export function weigh(code) {
  const buffer = Buffer.from(code);
  return {
    raw: buffer.length,
    gzip: gzipSync(buffer, { level: 9 }).length,
    brotli: brotliCompressSync(buffer, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  };
}
