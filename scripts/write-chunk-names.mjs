import { format } from 'prettier';
import { chunks } from './chunks.mjs';

/**
 * Writes the module by which our sources name chunks: in messages about files that did not arrive, and in what `zephr bundle`
 * puts into a bundle.
 *
 * @param {import('prettier').Options | null} style
 */
export function writeChunkNames(style) {
  const rows = chunks.map(({ file, holds }) => {
    const name = file.replace('chunks/', '');
    const key = name.replace('.js', '').replace(/-(\w)/g, (_dash, letter) => letter.toUpperCase());
    return `/** ${holds[0].toUpperCase()}${holds.slice(1)}. */\n${key}: '${name}',`;
  });
  const text = `// Written by \`npm run generate\` from scripts/chunks.mjs; changes here are lost.

/** Names of the files in \`dist/chunks/\`, where they also have the hash of the build. */
export const CHUNK_NAMES = { ${rows.join('\n')} } as const;
`;
  return format(text, { ...style, parser: 'typescript' });
}
