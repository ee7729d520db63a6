/** Writes the bill of materials of the package. */
import { createHash } from 'node:crypto';

/**
 * Writes a bill of materials in CycloneDX 1.6: the package, each file with code and its hash, and the packages that each holds.
 * The same files give the same text, so it has no date and its serial number comes from its contents.
 *
 * @param {object} info - package.json.
 * @param {readonly (import('./held-packages.mjs').HeldPackage & { integrity?: string })[]} packages - `integrity` is that of the
 *   lock file.
 * @param {readonly { readonly path: string, readonly text: string, readonly packages: readonly string[] }[]} files - By their paths
 *   in the package.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function writeSbom(info, packages, files) {
  const root = describePackage(info);
  const refs = new Map(packages.map((held) => [held.name, toPurl(held)]));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component: root },
    components: [...packages.map(describeHeld), ...files.map(describeFile)],
    dependencies: [
      { ref: root['bom-ref'], dependsOn: files.map(({ path }) => path) },
      ...files.map((file) => ({ ref: file.path, dependsOn: file.packages.map((name) => refs.get(name)) })),
      ...[...refs.values()].map((ref) => ({ ref })),
    ],
  };
  const { $schema, bomFormat, specVersion, ...contents } = bom;
  const serialNumber = toSerialNumber(JSON.stringify(contents));
  return `${JSON.stringify({ $schema, bomFormat, specVersion, serialNumber, ...contents }, null, 1)}\n`;
}

function describePackage({ name, version, description, license, homepage, repository, bugs }) {
  const purl = toPurl({ name, version });
  return {
    ...{ type: 'library', 'bom-ref': purl, name, version, description, purl },
    licenses: [{ license: { id: license } }],
    externalReferences: [
      { type: 'website', url: homepage },
      { type: 'vcs', url: repository.url },
      { type: 'issue-tracker', url: bugs },
    ],
  };
}

function describeHeld({ name, version, license, source, integrity }) {
  const purl = toPurl({ name, version });
  const isExpression = license.includes(' ');
  const [algorithm, hash] = integrity?.split(/-(.*)/) ?? [];
  return {
    ...{ type: 'library', 'bom-ref': purl, name, version, scope: 'required', purl },
    // The hash of the package as the registry holds it.
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }],
    }),
    licenses: isExpression ? [{ expression: license }] : [{ license: { id: license } }],
    externalReferences: [{ type: 'vcs', url: source }],
  };
}

function describeFile({ path, text }) {
  const content = createHash('sha256').update(text).digest('hex');
  return { type: 'file', 'bom-ref': path, name: path, hashes: [{ alg: 'SHA-256', content }] };
}

/** @see https://github.com/package-url/purl-spec "npm" */
function toPurl({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** A UUID of version 8: its bits are the hash of a text. */
function toSerialNumber(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
