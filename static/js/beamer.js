// The beamer has no controls. The dark hall is switched in the regie: the region says which it is.
import {startOnderdelen} from "./onderdelen.js";

const zaal = () => {
  const donker = document.querySelector("[data-donker]")?.dataset.donker;
  if (donker === "ja") document.documentElement.dataset.zaal = "donker";
  else delete document.documentElement.dataset.zaal;
};

window.addEventListener("dialoog:regio", ({detail}) => {
  zaal();
  startOnderdelen(detail.plek);
});
