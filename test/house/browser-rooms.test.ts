import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { suite, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';

/** A room that a browser runs unchanged: one call of its own, and what that call gives. */
interface BrowserRoom {
  readonly room: string;
  readonly code: string;
  readonly gives: RegExp;
}

const CONFIG = JSON.stringify({
  version: 1,
  features: { articles: { rules: { anonymous: { type: 'trial', tracker: 't', limit: 2, yes: 'show', no: 'wall' } } } },
  outcomes: { wall: { content: 'hide' }, other: { content: 'hide' } },
});

const ROOMS: readonly BrowserRoom[] = [
  {
    room: 'words',
    code: `
      import { compileConfig } from './src/decision/compile-config.js';
      import { identifyReader } from './src/decision/identify-reader.js';
      import { writeExplanation } from './src/words/write-explanation.js';
      const input = { now: 0, debug: true };
      const decision = compileConfig(CONFIG).decide('articles', input);
      answer = writeExplanation({ config: CONFIG, decision, reader: identifyReader(input, CONFIG), now: 0 });`,
    gives: /^articles, on 1970-01-01 00:00 UTC\n\nReader +anonymous\n +There is no token\./,
  },
  {
    room: 'picture',
    code: `
      import { readPicture } from './src/picture/read-picture.js';
      import { renderSvg } from './src/picture/render-svg.js';
      answer = renderSvg(readPicture(CONFIG, 'articles', ['anonymous']));`,
    gives: /^<svg [^]*Anonymous readers/,
  },
  {
    room: 'validate',
    code: `
      import { validateText } from './src/validate/validate-text.js';
      answer = validateText(JSON.stringify(CONFIG), { measureKey: () => Infinity })
        .then((mistakes) => mistakes.map(({ code, pointer }) => code + ' ' + pointer).join());`,
    gives: /^unused \/outcomes\/other$/,
  },
];

suite('a room that a browser runs unchanged', () => {
  for (const { room, code, gives } of ROOMS) {
    test(`src/${room}/`, async () => {
      // A `node:` import has no place in a browser, so bundling one fails.
      const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
        bundle: true,
        platform: 'browser',
        format: 'iife',
        write: false,
        logLevel: 'silent',
        define: { __VERSION__: '"0.0.0"' },
      });
      // Neither Node's globals nor the DOM: only those of the language, and what the Minimum Common Web API adds.
      const globals = {
        ...{ URL, TextEncoder, TextDecoder, structuredClone },
        CONFIG: JSON.parse(CONFIG) as unknown,
        answer: undefined as unknown,
      };
      const context = createContext(globals);
      runInContext(outputFiles[0]!.text, context);

      assert.match(String(await globals.answer), gives);
    });
  }
});
