import { findElement, resolveAddress } from '../browser.js';

/** When things happened; milliseconds since the page was asked for, as `performance.now()` counts. */
export interface Timings {
  /** The script had arrived; unknown where it has no file of its own. */
  script?: number | undefined;
  /** The config had arrived. */
  config: number;
  /** The reader was identified. */
  reader?: number;
  decided?: number;
  /** The page showed what was decided. */
  shown?: number;
}

/** Reads when script and config arrived; called as soon as the config is there, which is what holds for one in the page. */
export function readTimings(): Timings {
  const arrived = new Map(
    performance
      .getEntriesByType('resource')
      .map((entry) => [entry.name, (entry as PerformanceResourceTiming).responseEnd] as const),
  );
  const script = findElement('script[data-config]') as HTMLScriptElement | null;
  const address = script && resolveAddress(script.dataset['config'] ?? '').href;
  const [, own] = [...arrived].find(([name]) => /\/zephr\.m?js(\?|$)/.test(name)) ?? [];
  return { script: arrived.get(script?.src ?? '') ?? own, config: arrived.get(address ?? '') ?? performance.now() };
}
