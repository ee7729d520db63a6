import type { CompileNode } from '../node-registry.js';
import { browser, device } from './device.js';

/** The nodes that need libraries to read a user agent: a file of their own. */
export const AGENT_NODES: Readonly<Record<string, CompileNode>> = { device, browser };
