// Dragging people between tables, beside their links: where somebody is dropped is sent at once.
import Sortable from "../../vendor/sortablejs/sortable.esm.js";
import {doe} from "../regie.js";

export function start(element) {
  const lijsten = new Map();
  const rustig = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const stuur = ({item, from, to}) => {
    if (from === to) return;
    const inhoud = new FormData(document.getElementById("actie"));
    inhoud.set("deelnemer", item.dataset.deelnemer);
    inhoud.set("groep", to.dataset.groep);
    // The page draws it from what the server says; until then the row stays where it was dropped.
    doe(element.dataset.zet, inhoud);
  };

  const volg = () => {
    for (const [lijst, sorteerder] of lijsten) {
      if (lijst.isConnected) continue;
      sorteerder.destroy();
      lijsten.delete(lijst);
    }
    for (const lijst of element.querySelectorAll("[data-groep]")) {
      if (lijsten.has(lijst)) continue;
      const opties = {group: "tafels", handle: ".grip", draggable: "[data-sleep]", sort: false, onEnd: stuur};
      lijsten.set(lijst, Sortable.create(lijst, {...opties, animation: rustig ? 0 : 120}));
    }
  };

  window.addEventListener("dialoog:regio", volg);
  element.dataset.sleepbaar = "ja"; // here, and not on the lists: a push would wipe it there
  volg();
  return () => {
    window.removeEventListener("dialoog:regio", volg);
    for (const sorteerder of lijsten.values()) sorteerder.destroy();
  };
}
