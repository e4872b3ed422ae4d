// Not in yet: when the door opens or the evening goes on, this page is loaded anew, so that its button is there.
export function start() {
  const nieuws = ({detail}) => {
    if (detail.naam === "paneel") location.reload();
  };
  window.addEventListener("dialoog:regio", nieuws);
  return () => window.removeEventListener("dialoog:regio", nieuws);
}
