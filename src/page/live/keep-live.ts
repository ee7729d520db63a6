import type { Config } from '../../model/config.js';
import type { VisitInputs } from '../../visit/create-visit.js';
import type { Host } from '../create-host.js';
import type { Zephr } from '../zephr.js';
import { serveTools } from './serve-tools.js';

/** Keeps a page right after its first decision. */
export function keepLive(
  zephr: Zephr,
  host: Host,
  config: Config,
  isLatest: () => boolean,
  inputs: Readonly<VisitInputs>,
): void {
  serveTools({ zephr, host, config, isLatest, inputs });
}
