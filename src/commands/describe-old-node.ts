/** The oldest major version of Node that runs the command, as `engines` in package.json says. */
export const MIN_NODE_MAJOR = 20;

/**
 * Describes a version of Node that is too old for the command, which fails on it in ways that do not show the cause.
 *
 * @param version - As `process.versions.node` gives it.
 * @returns One line; `null` where the version is new enough.
 * @example describeOldNode('18.20.1') // 'zephr needs Node 20 or newer, and this is Node 18.20.1. Node 22 is recommended.'
 */
export function describeOldNode(version: string): string | null {
  return Number.parseInt(version, 10) < MIN_NODE_MAJOR
    ? `zephr needs Node ${MIN_NODE_MAJOR} or newer, and this is Node ${version}. Node 22 is recommended.`
    : null;
}
