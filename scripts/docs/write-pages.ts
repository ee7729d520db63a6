/** The generated parts of the reference, by their page below `docs/reference/`. */
import type { Config } from '../../src/model/config.js';
import { readPicture } from '../../src/picture/read-picture.js';
import { renderSvg } from '../../src/picture/render-svg.js';
import { describeConfig, writeReadersSchema } from '../../src/schema/write-json-schema.js';
import { readCode, readSection } from '../../test/support/read-page.js';
import { EXAMPLE_CONFIG, EXAMPLE_READERS } from './example-files.js';
import type { Schema } from './json-schema.js';
import { NODE_EXAMPLES, toExampleConfig } from './node-examples.js';
import { Sources } from './read-types.js';
import { writeCliPage } from './write-cli-page.js';
import { writeSchemaPage } from './write-config-page.js';
import { writeElementsPage, type Manifest } from './write-elements-page.js';
import { writeEventsPage } from './write-events-page.js';
import { LIMITS_SOURCE, writeHttpPage } from './write-http-page.js';
import { findDoors, PAGE_SOURCES, writeJavascriptPage } from './write-javascript-page.js';
import { DRAWN, pictureOf, writeNodesPage } from './write-nodes-page.js';
import { writeStoragePage } from './write-storage-page.js';

/** By object of the config, the guides that use it. */
const GUIDES: Readonly<Record<string, string>> = {
  jwt: '[Token life](../guides/token-life.md), [Cryptography](../security/cryptography.md)',
  'jwt.userStore': '[Stores](../endpoint/stores.md)',
  'components.<id>, registration-wall':
    '[Registration walls and paywalls](../guides/walls.md), [`<zephr-registration-wall>`](elements.md#zephr-registration-wall)',
  'components.<id>, paywall':
    '[Registration walls and paywalls](../guides/walls.md), [`<zephr-paywall>`](elements.md#zephr-paywall)',
  'components.<id>, custom-block':
    '[Custom blocks](../guides/custom-blocks.md), [`<zephr-custom-block>`](elements.md#zephr-custom-block)',
  'outcomes.<id>': '[Read a rule](../editors/read-a-rule.md), [Values](../guides/values.md)',
  'outcomes.<id>.zoneOptions': '[Pop-ups and footers](../guides/pop-ups.md), [`<zephr-zone>`](elements.md#zephr-zone)',
  'subRules.<id>': '[`sub-rule`](nodes.md#sub-rule)',
  'splitTests.<id>': '[Split tests](../guides/split-tests.md)',
  usage: '[Trials](../guides/trials.md)',
  dataLayer: '[Analytics](../guides/analytics.md)',
  analytics: '[Analytics](../guides/analytics.md)',
  preview: '[Preview links](../guides/preview.md)',
  'features.<id>': '[Gate an element](../guides/elements.md)',
  'features.<id>.target': '[Targets](../guides/targets.md)',
  'features.<id>.pending': '[No flash](../guides/no-flash.md)',
  'features.<id>.structuredData': '[Structured data](../guides/structured-data.md)',
};

/** Draws the rules of some nodes, and the one that `docs/editors/read-a-rule.md` explains, by file in `docs/public/`. */
export function drawRules(): Readonly<Record<string, string>> {
  const [explained] = readCode(readSection('editors/read-a-rule.md', '## A rule as text'), 'json');
  const drawn = renderSvg(readPicture(JSON.parse(explained!) as Config, 'articles', ['anonymous']));
  const ofNodes = Object.fromEntries(
    DRAWN.map((type) => {
      const { features, ...config } = toExampleConfig(NODE_EXAMPLES[type]);
      const { anonymous } = features['articles']!.rules!;
      const only = { ...config, features: { articles: { title: 'Articles', rules: { anonymous: anonymous! } } } };
      return [pictureOf(type), renderSvg(readPicture(only, 'articles', ['anonymous']))];
    }),
  );
  return { ...ofNodes, 'rule.svg': drawn };
}

/**
 * Writes the part of each page.
 *
 * @param manifest - The manifest of the elements.
 */
export async function writeParts(manifest: Manifest): Promise<Readonly<Record<string, string>>> {
  const sources = new Sources([...findDoors().map(({ source }) => source), ...PAGE_SOURCES, LIMITS_SOURCE]);
  return {
    'cli.md': writeCliPage(),
    'config.md': writeSchemaPage({
      file: 'zephr.json',
      schema: describeConfig() as Schema,
      example: EXAMPLE_CONFIG,
      guides: GUIDES,
    }),
    'elements.md': writeElementsPage(manifest),
    'events.md': writeEventsPage(sources, manifest),
    'http.md': await writeHttpPage(sources),
    'javascript.md': writeJavascriptPage(sources),
    'nodes.md': writeNodesPage(),
    'readers.md': writeSchemaPage({
      file: 'zephr.readers.json',
      schema: writeReadersSchema() as Schema,
      example: EXAMPLE_READERS,
    }),
    'storage.md': writeStoragePage(),
  };
}
