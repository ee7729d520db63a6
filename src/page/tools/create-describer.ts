import type { Config } from '../../model/config.js';
import { nameOutcome } from '../../lib/label-outcome.js';
import { own } from '../../lib/own.js';
import { describeEvent } from './describe-event.js';
import { titleOfGroup } from './title-of-group.js';
import type { ToolEvent, ToolsPage } from './tools-page.js';
import type { SeenWall } from './watch-conversions.js';

/** An event with its members for tools. */
export interface DescribedEvent extends ToolEvent {
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Describes events for tools; `null` for one that no tool gets. */
export type DescribeEvent = (event: ToolEvent, wall: SeenWall | undefined) => DescribedEvent | null;

/**
 * Makes the function that describes the events of a page for its tools. Outcomes get names that people can read, and split tests
 * their titles. A dismissal and a conversion name the outcome and the groups of their wall. An event that repeats another one of
 * the same page view has `again: true`. A reader registers once a page view, so a conversion that the SDK itself has found is
 * left out when another feature has reported it.
 */
export function createDescriber({ session, config }: ToolsPage): DescribeEvent {
  const view = (session.page._memory.noted ??= { address: '', events: new Set() });
  return (event, wall) => {
    const { type, detail } = event;
    const described = describeEvent(type, detail);
    if (wall && /^(dismiss|conversion)$/.test(type)) {
      const { outcomeId, outcomeLabel, splitTests } = wall;
      if ((described['outcomeId'] ??= outcomeId) === outcomeId)
        Object.assign(described, { outcomeLabel, ...(splitTests && { splitTests }) });
    }
    const { outcomeLabel, splitTests, conversion, feature, outcomeId, component, offer, name } = described;
    const address = location.pathname + location.search;
    if (address !== view.address) view.events.clear();
    view.address = address;
    const key = JSON.stringify([type, ...(conversion ? [conversion] : [feature, outcomeId, component, offer, name])]);
    const isAgain = view.events.has(key);
    if (isAgain && /^(REGISTERED|CUSTOMER)$/.test(String(conversion))) return null;
    view.events.add(key);
    const titles = describeTests(splitTests, config);
    const fields = {
      ...described,
      ...(typeof outcomeLabel === 'string' && { outcomeLabel: nameOutcome(outcomeLabel, config) }),
      ...(titles.length && { splitTestTitles: Object.fromEntries(titles) }),
      ...(isAgain && { again: true }),
    };
    return { ...event, fields };
  };
}

/** Gives the titles of split tests and of their groups, where the config has any. */
function describeTests(splitTests: unknown, config: Config): [test: string, titles: Record<string, unknown>][] {
  return Object.entries(Object(splitTests) as Record<string, unknown>).flatMap(([id, group]) => {
    const test = own(own(config.splitTests, id), 'title');
    const title = titleOfGroup(config.splitTests, id, group);
    return (test ?? title) === undefined ? [] : [[id, { test: test ?? id, group: title ?? group }]];
  });
}
