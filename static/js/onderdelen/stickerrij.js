// Lists of numbers in which one may stand more than once, as stickers on a sheet do.

/** How often a number is in a list. */
export const keer = (rij, nummer) => rij.filter((n) => n === nummer).length;

/** What is in `a` beyond what is in `b`, counting doubles. */
export function verschil(a, b) {
  const over = [...b];
  return a.filter((n) => {
    const plek = over.indexOf(n);
    if (plek >= 0) over.splice(plek, 1);
    return plek < 0;
  });
}
