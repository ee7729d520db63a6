/** Moments observed during a load, in milliseconds from navigation. */
export interface Seen {
  /** 0 where nothing is decided in the page. */
  decided: number;
  /** When the last file was there that had been asked for until then; 0 where none was. */
  arrived: number;
  /** When the frame was done that first had what is to be seen; 0 before. */
  painted: number;
  /** By how much tasks were longer than 50 ms, all together. */
  blocked: number;
  /** Cumulative layout shift. */
  shift: number;
  /** Errors that nothing caught. */
  problems: string[];
}

/**
 * Runs in the page before anything else: notes when what is to be seen is painted, and what disturbs the reader.
 *
 * @param shows - Selector of an element that is there, and has a size, once that is so.
 */
export function watchPage(shows: string): void {
  const seen: Seen = { decided: 0, arrived: 0, painted: 0, blocked: 0, shift: 0, problems: [] };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocked += duration - 50;
  }).observe({ type: 'longtask', buffered: true });
  addEventListener('error', ({ message }) => seen.problems.push(message));
  addEventListener('unhandledrejection', ({ reason }) => seen.problems.push(String(reason)));
  document.addEventListener('zephr-decision', () => (seen.decided ||= performance.now()));
  const isVisible = (): boolean => {
    const [host, inner] = shows.split('>>>');
    const found = document.querySelector(host!);
    const element = inner === undefined ? found : found?.shadowRoot?.querySelector(inner);
    return element ? element.checkVisibility({ visibilityProperty: true }) && element.clientHeight > 0 : false;
  };
  const look = (): void => {
    if (!isVisible()) return void requestAnimationFrame(look);
    // The frame that is being made has it; a message comes when that is done.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      seen.painted = performance.now();
      const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      seen.arrived = Math.max(0, ...files.map(({ responseEnd }) => responseEnd));
      port1.close();
      seen.decided ||= performance.getEntriesByName('decided')[0]?.startTime ?? 0;
    };
    port2.postMessage(0);
  };
  requestAnimationFrame(look);
}
