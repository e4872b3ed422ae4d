// A screen that becomes a beamer: it asks for a number by itself, and looks whether that was typed in the regie.
const nummer = document.querySelector("[data-koppel]");

async function kijk() {
  const antwoord = await fetch(nummer.dataset.koppel).catch(() => null);
  const {naar} = antwoord?.ok ? await antwoord.json() : {};
  if (naar) location.replace(naar);
  else setTimeout(kijk, 2000);
}

if (nummer) kijk();
else document.querySelector("[data-koppel-nieuw]")?.requestSubmit();
