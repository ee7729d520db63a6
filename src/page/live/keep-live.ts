import type { Config } from '../../model/config.js';
import type { VisitInputs } from '../../visit/create-visit.js';
import type { Host } from '../create-host.js';
import { isDebug } from '../is-debug.js';
import type { StartOptions, Zephr } from '../zephr.js';
import { serveTools } from './serve-tools.js';

/** Keeps a page right after its first decision. */
export function keepLive(
  zephr: Zephr,
  host: Host,
  config: Config,
  isLatest: () => boolean,
  inputs: Readonly<VisitInputs & StartOptions>,
): void {
  // Only now is storage read: what was decided by then is decided and told once more.
  if (!inputs.debug && isDebug()) return void zephr.start(config, { ...inputs, debug: true });
  serveTools({ zephr, host, config, isLatest, inputs });
}
