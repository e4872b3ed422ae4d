// The beamer's window tells the regie on the same computer where it stands, and passes on what is pressed in it.
import {stand} from "./zelfdescherm.js";

const kanaal = new BroadcastChannel("dialoog-zaal");
const {bijeenkomst} = document.body.dataset;
const wie = String(Math.random());
const meld = () => kanaal.postMessage({soort: "beamer", bijeenkomst, wie, stand: stand()});

if (!("klein" in document.body.dataset)) {
  meld();
  setInterval(meld, 2000);
  document.addEventListener("visibilitychange", meld);
  window.addEventListener("resize", meld);
  window.addEventListener("keydown", ({key, ctrlKey, metaKey, altKey, repeat}) => {
    if (!ctrlKey && !metaKey && !altKey && !repeat) kanaal.postMessage({soort: "toets", bijeenkomst, key});
  });
}
