/** Writes the reference of nodes and conditions, from their schemas and registries, with examples that the engine decides. */
import { CONDITIONS, NODE_TYPES, type ConditionName, type NodeType } from '../../src/config/known-names.js';
import { compileConfig } from '../../src/decision/compile-config.js';
import { AGENTS, ASKS, COUNTED, PUBLISHED, SESSIONS } from '../../src/page/facts/asked-by-rules.js';
import { CORE_NODES } from '../../src/rules/nodes/core-nodes.js';
import { CORE_OPERATORS } from '../../src/rules/operators/core-operators.js';
import { conditions } from '../../src/schema/conditions.js';
import { describeKind } from '../../src/schema/describe-kind.js';
import { describeConfig } from '../../src/schema/write-json-schema.js';
import { describeType, describeValues, type Schema } from './json-schema.js';
import { code, heading, inline, json, link, splitDefault, table, prose } from './markdown.js';
import { EXAMPLE_TIME, NODE_EXAMPLES, toExampleConfig, type NodeExample } from './node-examples.js';

const EXITS = new Set(['yes', 'no', 'unknown', 'exits', 'remaining']);

/** Types of nodes whose example is drawn. */
export const DRAWN: readonly NodeType[] = ['jwt-token', 'trial', 'split-test'];

/** The picture of an example, in `docs/public/`. */
export function pictureOf(type: NodeType): string {
  return `rule-${type}.svg`;
}

/** Writes the page. */
export function writeNodesPage(): string {
  const root = describeConfig() as Schema;
  return [
    heading(2, 'All nodes'),
    table(
      [
        ['node', (type) => link(code(type), type)],
        ['asks', (type) => schemaOf(type, root).description!],
        ['needs', (type) => describeFiles(type)],
      ],
      NODE_TYPES,
    ),
    ...NODE_TYPES.map((type) => writeNode(type, root)),
    heading(2, 'Conditions'),
    'A missing value meets no condition but `is-empty`. A list meets a condition if one of its items does; `not-equals` if none of them equals.\n',
    table(
      [
        ['condition', (name) => code(name)],
        ['holds where the value', (name) => lowerFirst(conditions[name].help)],
        ['compares with', describeOperandOf],
        ['needs', (name) => (Object.hasOwn(CORE_OPERATORS, name) ? '`zephr.js`' : '`chunks/palette.js`')],
      ],
      CONDITIONS,
    ),
    'Paths with escapes and claims by JSONPath need `chunks/palette.js` as well, whatever the condition.\n',
  ].join('\n');
}

function schemaOf(type: NodeType, root: Schema): Schema {
  return Object.values(root.$defs!).find(({ properties }) => properties?.['type']?.const === type)!;
}

function writeNode(type: NodeType, root: Schema): string {
  const schema = schemaOf(type, root);
  const members = Object.entries(schema.properties!).filter(([name]) => name !== 'type');
  const fields = members.filter(([name]) => !EXITS.has(name));
  const required = schema.required!;
  const help = ([, member]: readonly [string, Schema]): string =>
    member.description ?? root.$defs![member.$ref?.split('/').at(-1) ?? '']?.description ?? '';
  return [
    heading(3, code(type)),
    `${prose(schema.description!)}\n`,
    `Needs ${describeFiles(type)}.\n`,
    ...(fields.length > 0
      ? [
          table(
            [
              ['field', ([name]) => code(name)],
              [
                'type',
                ([name, member]) =>
                  name === 'condition' ? link('condition', 'Conditions') : describeType(member, new Map(), root),
              ],
              [
                'default',
                ([name, member]) =>
                  required.includes(name) ? '**required**' : splitDefault(help([name, member])).fallback,
              ],
              ['values', ([name, member]) => (name === 'condition' && member.$ref ? '' : describeValues(member, root))],
              ['meaning', (row) => splitDefault(help(row)).text],
            ],
            fields,
          ),
        ]
      : []),
    table(
      [
        ['exit', ([name]) => code(name)],
        ['', ([name]) => (required.includes(name) ? '**required**' : '')],
        ['meaning', help],
      ],
      members.filter(([name]) => EXITS.has(name)),
    ),
    ...(DRAWN.includes(type) ? [`![The example below, as zephr draw shows it](/${pictureOf(type)})\n`] : []),
    writeExample(NODE_EXAMPLES[type]),
  ].join('\n');
}

/** Writes an example, and decides it for its readers. */
function writeExample(example: NodeExample): string {
  const engine = compileConfig(toExampleConfig(example));
  const rows = example.inputs.map((input) => {
    const { trace, outcomeId } = engine.decide('articles', { now: EXAMPLE_TIME, ...input });
    const entry = trace[0]!;
    return { input, says: entry.says, exit: entry.exit, outcomeId };
  });
  return [
    json(example.node),
    ...(example.config ? ['With, beside it in the config:\n', json(example.config)] : []),
    table(
      [
        ['input', ({ input }) => code(inline(input))],
        ['trace', ({ says }) => says],
        ['exit', ({ exit }) => code(exit)],
      ],
      rows,
    ),
  ].join('\n');
}

/** Names the files that a page loads for a node. */
function describeFiles(type: NodeType): string {
  if (Object.hasOwn(CORE_NODES, type)) return '`zephr.js`';
  const files = [
    'palette.js',
    ...(AGENTS.includes(type) ? ['agents.js'] : []),
    ...(COUNTED.includes(type) ? ['usage.js'] : []),
    ...(ASKS.has(type) ? ['facts.js'] : []),
    ...(SESSIONS.includes(type) ? ['sessions.js'] : []),
    ...(PUBLISHED.includes(type) ? ['article-date.js'] : []),
  ];
  return files.map((file) => code(`chunks/${file}`)).join(', ');
}

function describeOperandOf(name: ConditionName): string {
  const { value } = conditions[name];
  return value.safeParse(undefined).success
    ? 'nothing: it takes no `value`'
    : (value.description ?? describeKind(value));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
