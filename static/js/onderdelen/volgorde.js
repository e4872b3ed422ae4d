// Dragging the rows of a list, beside their buttons. The rows' own hidden fields carry the order along.
import Sortable from "../../vendor/sortablejs/sortable.esm.js";
import {start as metEnter} from "./rijerbij.js";

/** data-meteen: the form is sent at once; otherwise the order goes along with the next button. data-enter: Enter gives a
 * row more. */
export function start(lijst) {
  const formulier = lijst.closest("form");
  const sorteerder = Sortable.create(lijst, {
    handle: ".grip",
    draggable: "[data-sleep]",
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
    onEnd({oldIndex, newIndex}) {
      if (oldIndex === newIndex) return;
      if ("meteen" in lijst.dataset) formulier.submit();
      else formulier.dispatchEvent(new Event("versleept"));
    },
  });
  lijst.dataset.sleepbaar = "ja";
  const stopEnter = "enter" in lijst.dataset ? metEnter(lijst) : null;
  return () => {
    stopEnter?.();
    sorteerder.destroy();
  };
}
