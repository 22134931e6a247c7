const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The time of day, as 09:05. */
export const clock = (date) => CLOCK.format(date);

/** Today, Yesterday, or as Thursday 26 November. */
export function day(date) {
  const past = daysAgo(date);
  return past === 0 ? 'Today' : past === 1 ? 'Yesterday' : DAY.format(date);
}

/** Of today the time, of another day its date. */
export const brief = (date) => (daysAgo(date) === 0 ? clock(date) : SHORT.format(date));

function daysAgo(date) {
  const midnight = (of) => new Date(of.getFullYear(), of.getMonth(), of.getDate());
  return Math.round((midnight(new Date()) - midnight(date)) / 86_400_000); // some days have 23 hours
}
