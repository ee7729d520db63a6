/** A site of ten features, and the beacons that its pages send. */

const FEATURES = Array.from({ length: 10 }, (_, index) => `feature-${index}`);

/** The config: a split test leads to two walls. */
export const CONFIG = {
  version: 1,
  jwt: { userMapping: { foreignUserIdProperty: 'sub' } },
  analytics: { endpoint: '/zephr/events', exits: true },
  outcomes: { low: { content: 'hide' }, high: { content: 'hide' } },
  splitTests: {
    price: {
      groups: [
        { id: 'a', weight: 1 },
        { id: 'b', weight: 1 },
      ],
    },
  },
  features: Object.fromEntries(
    FEATURES.map((feature) => [
      feature,
      {
        rules: {
          anonymous: {
            start: 'test',
            nodes: { test: { type: 'split-test', test: 'price', exits: { a: 'low', b: 'high' } } },
          },
        },
      },
    ]),
  ),
};

/** Events of a beacon: a decision, its wall, and a conversion. */
export const EVENTS_PER_BEACON = 3;

/** Writes a beacon. */
export function writeBeacon(index: number): string {
  const [group, outcomeId] = index % 2 ? ['a', 'low'] : ['b', 'high'];
  const event = {
    feature: FEATURES[index % FEATURES.length],
    ...{
      userState: 'anonymous',
      outcomeId,
      outcomeLabel: outcomeId,
      splitTests: { price: group },
      path: '/news/story',
    },
  };
  const events = [
    { type: 'decision', ...event, access: false, components: ['subscribe'], trials: {}, exits: { test: group } },
    { type: 'wall-open', ...event, access: false, components: ['subscribe'], trials: {} },
    { type: 'conversion', conversion: 'CUSTOMER', ...event },
  ];
  return JSON.stringify({ version: 1, events });
}
