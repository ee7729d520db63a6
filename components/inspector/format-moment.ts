/** Writes a moment as the clock of the device shows it; as the number that it is where no calendar has it. */
export function formatMoment(moment: number): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? String(moment) : date.toLocaleString('en-GB', { hour12: false });
}
