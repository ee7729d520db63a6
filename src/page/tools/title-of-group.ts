import type { Config, SplitTestConfig } from '../../model/config.js';
import { own } from '../../lib/own.js';

/** Finds the title of a group of a split test. */
export function titleOfGroup(splitTests: Config['splitTests'], test: string, group: unknown): string | undefined {
  return (own(splitTests, test) as SplitTestConfig | undefined)?.groups.find(({ id }) => id === group)?.title;
}
