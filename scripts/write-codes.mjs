/** Writes the types of codes, and the page of the documentation that explains them, from the catalogue in `src/codes/`. */
import { readFileSync } from 'node:fs';
import { format } from 'prettier';

/** The groups in the order of the page: name of the type, heading, and where the codes appear. */
const GROUPS = {
  config: [
    'ConfigErrorCode',
    'Configs',
    'A mistake in a config, or a config that does not arrive. `compileConfig` and `createEndpoint` throw a `ConfigError`; `zephr validate` and the other commands report it; in a page `Zephr.ready` rejects with it and `zephr-fault` has it. A mistake inside one feature makes only that feature a fault.',
  ],
  fault: [
    'PageFaultCode',
    'Faults of a page',
    'Failures after start, as the event `zephr-fault` and on the console. Codes of configs can be faults too.',
  ],
  token: [
    'TokenReason',
    'Tokens',
    'Why a token does not count: `Zephr.identity()` has it in `token.reason`, `zephr token inspect` and `?zephr-debug` explain it, `POST /zephr/verify` answers it as `reason`, and the log of the endpoint has it as `outcome`. The reader is anonymous then; nothing is thrown.',
  ],
  hint: [
    'HintCode',
    'Hints',
    'Likely causes why a token is not found or grants nothing, though config and token are valid. `?zephr-debug` prints them on the console with their code; `zephr token inspect` and `zephr explain` have them, too.',
  ],
  decision: ['DecisionReason', 'Decisions', 'The member `reason` of a decision.'],
  warning: [
    'WarningCode',
    'Warnings',
    'Reported by `zephr validate`: the config is valid, and probably not as meant. `--strict` fails on them.',
  ],
  page: [
    'PageMistakeCode',
    'Markup of pages',
    'Errors of `zephr validate --page`: the markup of a page does not fit the config.',
  ],
  'json-ld': [
    'JsonLdCode',
    'Structured data',
    'JSON-LD that contradicts the rules: `zephr validate --page` reports it, and the console of a page.',
  ],
  readers: [
    'ReadersMistakeCode',
    'Test readers',
    'Mistakes in `zephr.readers.json`, reported by `zephr test` and the other commands that read it, with exit code 2.',
  ],
  edit: ['EditErrorCode', 'Edits', 'An edit of a config does not apply: `EditError`. Nothing has changed then.'],
  replay: ['ReplayErrorCode', 'Exported decisions', 'Files that `zephr replay` refuses, with exit code 2.'],
  preview: [
    'PreviewReason',
    'Previews',
    'Why a preview link does nothing: one line on the console of the page has it, and the live config runs; nothing is thrown. `zephr preview`, the console and `POST /zephr/preview` refuse with the same codes.',
  ],
  seal: [
    'SealErrorCode',
    'Seals',
    'Why a content is not sealed, or a seal not opened: a `SealError` of `zephr-onpage/seal`, a line of `zephr seal`, and `zephr-fault` in a page.',
  ],
  option: [
    'EndpointErrorCode',
    'Options of the endpoint',
    '`createEndpoint` and `createGifts` throw an `EndpointError`; `zephr serve` prints it and ends with exit code 2.',
  ],
  store: [
    'StoreErrorCode',
    'Stores',
    'A store cannot be opened or used: `StoreError`. While the endpoint runs, its log has the code.',
  ],
  http: [
    'RefusalCode',
    'Refused requests',
    'The response has the body `{ "error": { "code", "message" } }`, and the log the code as `outcome`.',
  ],
  gift: ['GiftReason', 'Gifts', 'Why a gift opens nothing: `reason` in the answer of `POST /zephr/gift`.'],
  log: ['LogEvent', 'Log of the endpoint', 'The member `event` of an entry of the log.'],
};

/** The exit codes of the command. */
const EXITS = [
  ['0', 'Yes: the config is valid, the decision is the same, each expectation holds.'],
  ['1', 'No: there is a mistake in the config, a difference, an expectation that does not hold.'],
  ['2', 'The command could not run: an option, a file, a key, a port or a server cannot be used.'],
];

const LINE_LENGTH = 100;

/** Writes the module of types. */
export function writeCodeTypes(codes, style) {
  const types = Object.entries(GROUPS).map(([group, [name, heading, where]]) => {
    const members = listCodes(codes, group).map(
      ([code, { what }]) => `  /** ${what.replaceAll('*/', '* /')} */\n  | '${code}'`,
    );
    return `/** ${heading}. ${where} Stable: tools and tests rely on them. */\nexport type ${name} =\n${members.join('\n')};\n`;
  });
  const text = `// Written by \`npm run generate\` from the catalogue in src/codes/; changes here are lost.\n\n${types.join('\n')}`;
  return format(text, { ...style, parser: 'typescript' });
}

/** Writes the module with the address of the documentation. */
export function writeDocsAddress(style) {
  const { homepage } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const text = `// Written by \`npm run generate\` from "homepage" in package.json; changes here are lost.

/** Address of the page of the documentation that explains codes; a code behind it is the anchor of its entry. */
export const CODES_PAGE = '${new URL('reference/codes.html#', homepage).href}';
`;
  return format(text, { ...style, parser: 'typescript' });
}

/** Writes the page of the documentation. Each code has one entry, in the first of its groups. */
export function writeCodesPage(codes) {
  const groups = Object.entries(GROUPS).map(([group, [, heading, where]]) => {
    const own = listCodes(codes, group).filter(([, entry]) => entry.in[0] === group);
    const guests = listCodes(codes, group).filter(([, entry]) => entry.in[0] !== group);
    const also = guests.length ? `\n\nAlso here: ${guests.map(([code]) => link(code)).join(', ')}.` : '';
    return [`## ${heading}\n\n${where}${also}`, ...own.map(writeEntry)].join('\n\n');
  });
  const contents = Object.entries(GROUPS).map(([group, [, heading]]) => {
    const names = listCodes(codes, group).map(([code]) => link(code));
    return `- [${heading}](#${slug(heading)}): ${names.join(', ')}`;
  });
  return `---
description: Every code of configs, pages, tokens, the endpoint and the command, what happened and how to mend it.
# Written by \`npm run generate\` from the catalogue in src/codes/; changes here are lost.
outline: [2, 3]
---

# Codes

Every code of the package: what happened, an input that makes it, and how to mend it. Codes are stable: they change only with a
major version. Messages may change at any time.

${contents.join('\n')}
- [Exit codes](#exit-codes)

${groups.join('\n\n')}

## Exit codes

Each command ends with one of these codes.

| code | meaning |
| --- | --- |
${EXITS.map(([code, meaning]) => `| ${code} | ${meaning} |`).join('\n')}
`;
}

function listCodes(codes, group) {
  return Object.entries(codes).filter(([, entry]) => entry.in.includes(group));
}

function writeEntry([code, entry]) {
  const also = entry.in.slice(1).map((group) => `[${GROUPS[group][1]}](#${slug(GROUPS[group][1])})`);
  return [
    `### \`${code}\``,
    entry.what,
    `**Mend:** ${entry.mend}`,
    `**Example:** ${writeExample(entry.example)}`,
    ...(also.length
      ? [`Appears in: ${[`[${GROUPS[entry.in[0]][1]}](#${slug(GROUPS[entry.in[0]][1])})`, ...also].join(', ')}.`]
      : []),
  ].join('\n\n');
}

function writeExample(example) {
  if ('situation' in example) return example.situation;
  if ('module' in example) return fence('an error of this module.', 'js', example.module);
  if ('request' in example) return fence('the answer to this request.', 'http', example.request.trimEnd());
  if ('token' in example) return fence('this token.', 'text', example.token);
  if ('claims' in example) {
    const { header, claims, jwt } = example;
    const parts = [
      ...(header ? [`// header\n${writeJson(header)}`] : []),
      `// claims\n${writeJson(shorten(claims))}`,
      ...(jwt ? [`// "jwt" of the config, beside the key\n${writeJson(jwt)}`] : []),
    ];
    return fence('this token.', 'jsonc', parts.join('\n'));
  }
  if ('debug' in example) {
    const { config, claims, cookies } = example.debug;
    const reader = claims
      ? fence('this reader.', 'jsonc', `// claims of a token that counts\n${writeJson(claims)}`)
      : fence('these cookies, as `document.cookie` has them.', 'text', cookies);
    return `${reader}\n\n${fence('With this config:', 'jsonc', writeJson(config))}`;
  }
  if ('text' in example) return fence('this text instead of a config.', 'text', example.text);
  if ('decision' in example && !textOf(example.decision).trim()) return 'a file of more than 1 MiB.';
  if ('decision' in example) return fence('this file.', 'jsonc', shortenText(textOf(example.decision)));
  if ('readers' in example) {
    const readers = fence('this file of test readers.', 'jsonc', textOf(example.readers));
    return example.config ? `${readers}\n\n${fence('With this config:', 'jsonc', writeJson(example.config))}` : readers;
  }
  if ('markup' in example || 'html' in example) {
    const html = fence('this page.', 'html', example.markup ?? example.html);
    return example.config ? `${html}\n\n${fence('With this config:', 'jsonc', writeJson(example.config))}` : html;
  }
  return fence('this config.', 'jsonc', writeJson(example.config));
}

function fence(says, language, text) {
  return `${says}\n\n\`\`\`${language}\n${text}\n\`\`\``;
}

function textOf(value) {
  return typeof value === 'string' ? value : writeJson(value);
}

/** Claims without a text that fills the page. */
function shorten(claims) {
  return JSON.parse(JSON.stringify(claims), (_key, value) => (typeof value === 'string' ? shortenText(value) : value));
}

function shortenText(text) {
  return text.length > 400 ? `${text.slice(0, 40)}…` : text;
}

/** Writes JSON on one line where it fits, else a member a line. */
function writeJson(value, indent = '', before = 0) {
  const flat = JSON.stringify(value, null, 1).replace(/\n */g, ' ');
  const isScalar = typeof value !== 'object' || value === null;
  if (isScalar || indent.length + before + flat.length <= LINE_LENGTH) return flat;
  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => deeper + writeJson(item, deeper))
    : Object.entries(value).map(([name, member]) => {
        const head = `${JSON.stringify(name)}: `;
        return deeper + head + writeJson(member, deeper, head.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function link(code) {
  return `[\`${code}\`](#${code})`;
}

/** The anchor that the site makes of a heading. */
function slug(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-');
}
