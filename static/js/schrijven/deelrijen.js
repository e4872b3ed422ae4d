// The fields of a part beside a text as plain data, and the rows of its table: one more, one up or down, one away.
const BUITEN = ["csrf_token", "versie", "daad"];

/** {name: [texts]}, a column once per row. */
export function lees(formulier) {
  const velden = {};
  for (const [naam, waarde] of new FormData(formulier)) {
    if (!BUITEN.includes(naam)) (velden[naam] ??= []).push(waarde);
  }
  return velden;
}

/** Fill the form with what `lees` gave before. */
export function zet(formulier, velden, rijen) {
  rijen?.maakEvenveel(Math.max(1, ...Object.values(velden).map((waarden) => waarden.length)), velden);
  const teller = {};
  for (const veld of formulier.elements) {
    if (!veld.name || BUITEN.includes(veld.name)) continue;
    const waarden = velden[veld.name] ?? [];
    if (veld.type === "checkbox" || veld.type === "radio") veld.checked = waarden.includes(veld.value);
    else veld.value = waarden[(teller[veld.name] = (teller[veld.name] ?? -1) + 1)] ?? "";
  }
}

/** The sentences at their fields; none: all clear. */
export function zegFouten(formulier, fouten) {
  for (const oud of formulier.querySelectorAll("[data-hier-fout]")) oud.remove();
  for (const veld of formulier.querySelectorAll(".heeft-fout")) {
    veld.classList.remove("heeft-fout");
    veld.querySelector(".veld-fout")?.remove();
    veld.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  }
  for (const [naam, zin] of Object.entries(fouten)) {
    const veld = formulier.querySelector(`[id="${naam}"], [name="${naam}"]`);
    const vak = veld?.closest(".veld, .vinkje, fieldset");
    if (!vak) continue;
    const regel = Object.assign(document.createElement("p"), {className: "veld-fout", id: `${naam}-fout`, textContent: zin});
    regel.dataset.hierFout = "";
    vak.classList.add("heeft-fout");
    veld.setAttribute("aria-invalid", "true");
    veld.setAttribute("aria-describedby", regel.id);
    if (vak.matches(".vinkje")) vak.prepend(regel);
    else (vak.querySelector("legend, label")?.matches(".veld-label") ? vak.querySelector(".veld-label") : vak.firstElementChild).after(regel);
  }
}

/** The rows inside `lijst`. `wis` gives back what it took away, until something else is done. */
export function maakRijen(lijst) {
  const rijen = () => [...lijst.querySelectorAll(":scope > [data-rij]")];
  const wat = rijen()[0].querySelector("legend").textContent.trim().replace(/ \d+$/, "");
  const nummer = () => {
    for (const [n, rij] of rijen().entries()) {
      rij.querySelector("legend").textContent = `${wat} ${n + 1}`;
      for (const veld of rij.querySelectorAll("[name]:not(button)")) {
        rij.querySelector(`label[for="${veld.id}"]`).htmlFor = `${veld.name}-${n}`;
        veld.id = `${veld.name}-${n}`;
      }
      for (const knop of rij.querySelectorAll("[data-daad]")) {
        const {daad} = knop.dataset;
        knop.value = `${daad}-${n}`;
        knop.setAttribute("aria-label", knop.getAttribute("aria-label").replace(/ \d+ /, ` ${n + 1} `));
        const kan = daad === "weg" || (daad === "hoger" ? n > 0 : n < rijen().length - 1);
        if (kan) knop.removeAttribute("aria-disabled");
        else knop.setAttribute("aria-disabled", "true");
      }
    }
  };
  const leeg = () => {
    const rij = rijen().at(-1).cloneNode(true);
    for (const veld of rij.querySelectorAll("[name]:not(button)")) veld.value = "";
    return rij;
  };
  const erbij = () => {
    const rij = leeg();
    lijst.append(rij);
    nummer();
    return rij;
  };
  const weg = (rij) => {
    const erna = rij.nextElementSibling;
    if (rijen().length === 1) erbij();
    rij.remove();
    nummer();
    return () => { lijst.insertBefore(rij, erna?.isConnected ? erna : null); nummer(); };
  };
  const schuif = (rij, omhoog) => {
    const ander = omhoog ? rij.previousElementSibling : rij.nextElementSibling;
    if (ander) ander[omhoog ? "before" : "after"](rij);
    nummer();
  };
  const maakEvenveel = (aantal, velden) => {
    const namen = [...lijst.querySelectorAll("[name]:not(button)")].map((veld) => veld.name);
    const nodig = Math.max(1, ...namen.map((naam) => velden[naam]?.length ?? 0));
    while (rijen().length < nodig) erbij();
    while (rijen().length > nodig) rijen().at(-1).remove();
    nummer();
  };
  return {erbij, weg, schuif, maakEvenveel};
}
