// Back after a form that was corrected: the page with the mistakes was an answer to a form, and a browser shows its own
// English page instead ("Confirm form resubmission"). Made an ordinary page in the history at the moment one leaves it;
// until then reloading keeps what was typed.
const gewoon = () => history.replaceState(history.state, "", location.href);

document.addEventListener("submit", gewoon);
document.addEventListener("click", (gebeurtenis) => gebeurtenis.target.closest?.("a[href]:not([href^='#'], [target])") && gewoon());
