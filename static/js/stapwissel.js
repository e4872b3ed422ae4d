// Another step begins at its top: on the regie the place of the former one would hide the title and what is asked now.

/** The keys of the panel of the werkvorm before and after: evening, step, kind, phase. */
export function naarBoven(oud, nieuw) {
  const stap = (sleutel) => (sleutel ?? "").split(":").slice(0, 2).join(":");
  if (stap(oud) !== stap(nieuw)) window.scrollTo(0, 0);
}
