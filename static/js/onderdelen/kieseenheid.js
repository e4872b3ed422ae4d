// Who chooses: with another unit come its usual numbers, unless the begeleider typed his own. The server does the same.
const GEWOON = {zaal: [0, 9, 3, 9], groep: [0, 3, 1, 3], persoon: [0, 9, 3, 9]};

export function start(formulier) {
  const velden = ["grijs", "geel", "blauw", "rood"].map((kleur) => formulier.elements[`quota-${kleur}`]);
  formulier.addEventListener("change", ({target}) => {
    if (target.name !== "eenheid") return;
    const was = formulier.elements.quota_voor;
    if (velden.some((veld, i) => Number(veld.value) !== GEWOON[was.value][i])) return;
    velden.forEach((veld, i) => (veld.value = GEWOON[target.value][i]));
    was.value = target.value;
  });
}
