/** A region carries (highest fact, sum of counters); a screen drops one that is older than what it shows. */
export const nieuwer = (a, b) => !b || a[0] > b[0] || (a[0] === b[0] && a[1] >= b[1]);
