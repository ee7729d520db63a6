import { MAX_COUNTED_DAYS } from '../limits.js';
import type { EventStore } from '../store.js';

/** Makes an event store in the memory of this process. The days that were counted first are forgotten after 400 others. */
export function createMemoryEventStore(): EventStore {
  const days = new Map<string, Map<string, number>>();
  return {
    addCounts: (day, counts) => {
      const ofDay = days.get(day) ?? new Map<string, number>();
      days.set(day, ofDay);
      for (const [name, count] of Object.entries(counts)) ofDay.set(name, (ofDay.get(name) ?? 0) + count);
      const [oldest] = days.keys();
      if (days.size > MAX_COUNTED_DAYS) days.delete(oldest!);
    },
    readCounts: (wanted) =>
      Object.fromEntries(
        wanted.flatMap((day) => {
          const ofDay = days.get(day);
          return ofDay ? [[day, Object.fromEntries(ofDay)]] : [];
        }),
      ),
  };
}
