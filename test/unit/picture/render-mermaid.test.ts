import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { renderMermaid } from '../../../src/picture/render-mermaid.js';
import { aNode } from '../../support/a-config.js';
import { aChain, aLane, someRules } from '../../support/a-drawing.js';
import type { Lane, Picture } from '../../../src/picture/picture.js';

const aPicture = (...lanes: readonly Lane[]): Picture => ({
  title: 'Articles',
  feature: 'articles',
  reader: null,
  lanes,
});

/** A text in quotes, in which everything that has a meaning is a character code or a line break. */
const QUOTED = String.raw`"(?:[\p{L}\p{M}\p{N} .,()/-]|#\d+;|<br/>)+"`;
/** The only lines that a flowchart has, by what they are. */
const LINES: Readonly<Record<string, RegExp>> = {
  head: /^flowchart TB$/,
  lane: new RegExp(`^ {2}subgraph (lane\\d+)\\[${QUOTED}\\]$`, 'u'),
  direction: /^ {4}direction TB$/,
  shape: new RegExp(
    String.raw`^ {4}(lane\d+n\d+)(?:\{\{${QUOTED}\}\}|\(\[${QUOTED}\]\)|\(${QUOTED}\)|\[\[${QUOTED}\]\]|>${QUOTED}\]|\[/${QUOTED}/\])(?::::\w+)?$`,
    'u',
  ),
  end: /^ {2}end$/,
  link: new RegExp(`^ {2}(lane\\d+n\\d+) -->(?:\\|${QUOTED}\\|)? (lane\\d+n\\d+)$`, 'u'),
  class: /^ {2}classDef (\w+) [\w:#,-]+$/,
  marked: /^ {2}class lane\d+n\d+(?:,lane\d+n\d+)* taken$/,
  links: /^ {2}linkStyle \d+(?:,\d+)* [\w:#,-]+$/,
};

/** The lines of a flowchart by kind. A line of no kind fails. */
function read(text: string): Record<string, RegExpExecArray[]> {
  const found: Record<string, RegExpExecArray[]> = {};
  for (const line of text.trimEnd().split('\n')) {
    const match = Object.entries(LINES).map(([kind, pattern]) => [kind, pattern.exec(line)] as const).find(([, match]) => match);
    assert.ok(match, `no line of a flowchart: ${line}`);
    (found[match[0]] ??= []).push(match[1]!);
  }
  return found;
} // prettier-ignore

suite('Mermaid text', () => {
  test('of a condition and two outcomes', () => {
    const lane = aLane({ ...aNode('a', 'show', 'teaser'), value: 'x' });
    for (const thing of [...lane.shapes, ...lane.arrows]) {
      thing.taken = !('content' in thing && thing.content === 'show') && !('label' in thing && thing.label === 'yes');
    }

    assert.equal(
      renderMermaid(aPicture(lane)),
      `flowchart TB
  subgraph lane0["Anonymous readers"]
    direction TB
    lane0n0{{"No valid token."}}
    lane0n1("custom-data<br/>The custom data a equals x")
    lane0n2(["The content is shown"]):::show
    lane0n3(["Sixty words<br/>The first 60 words are kept<br/>Paywall (subscribe)"]):::keep
  end
  lane0n0 --> lane0n1
  lane0n1 -->|"yes"| lane0n2
  lane0n1 -->|"no"| lane0n3
  classDef show fill:#e8f6ee,stroke:#1a7a48,color:#1b2130
  classDef keep fill:#fcf3da,stroke:#8a5d00,color:#1b2130
  classDef hide fill:#fcebea,stroke:#b3261e,color:#1b2130
  classDef taken stroke:#1f4fd8,stroke-width:4px
  class lane0n0,lane0n1,lane0n3 taken
  linkStyle 0,2 stroke:#1f4fd8,stroke-width:4px
`,
    );
  });

  test('of any rule declares each shape once, and links only what it declares', () => {
    fc.assert(
      fc.property(someRules, (rule) => {
        const lane = aLane(rule, { requires: ['anything'] });
        const { shape = [], link = [], lane: lanes = [], end = [] } = read(renderMermaid(aPicture(lane, aLane('show'))));
        const ids = shape.map(([, id]) => id);

        assert.equal(new Set(ids).size, ids.length);
        assert.equal(ids.length, lane.shapes.length + 2);
        assert.equal(link.length, lane.arrows.length + 1);
        assert.ok(link.every(([, from, to]) => ids.includes(from) && ids.includes(to)));
        assert.deepEqual([lanes.length, end.length], [2, 2]);
      }),
      { numRuns: 50 },
    );
  }); // prettier-ignore

  const hostile = [
    '"] --> evil["',
    'end',
    '1. first',
    '- first',
    '%%{init: {"theme":"dark"}}%%',
    '#quot; & <b>bold</b> <script>alert(1)</script>',
    'click lane0n0 href "javascript:alert(1)"',
    '`markdown` **bold**',
    'a\nb\r\nc\u2028d',
    'style lane0n0 fill:#f00;',
    '|"yes"| :::taken',
    'Ünïcode – “quotes” 日本語 👩‍💻',
  ];
  for (const text of hostile) {
    test(`tells ${JSON.stringify(text)} and obeys none of it`, () => {
      const rule = { type: 'anything', is: text, exits: { [text]: { label: text, content: 'hide' } } };
      const { shape, link } = read(
        renderMermaid(aPicture(aLane({ start: text, nodes: { [text]: rule } }, { requires: ['anything'] }))),
      );

      assert.deepEqual([shape?.length, link?.length], [3, 2]);
    });
  }

  test('of a chain of 10,000 nodes has them all', () => {
    assert.equal(read(renderMermaid(aPicture(aLane(aChain(10_000)))))['shape']?.length, 10_003);
  });
});
