// The book beside the data, opened at its part. An address with # would scroll the page around it too.
export function start(element) {
  const raam = element.querySelector("iframe");
  const naarDeel = () => {
    const boek = raam.contentDocument;
    const deel = boek?.getElementById(element.dataset.deel);
    if (deel) boek.scrollingElement.scrollTop = deel.getBoundingClientRect().top + boek.defaultView.scrollY;
  };
  raam.addEventListener("load", naarDeel);
  naarDeel();
  return () => raam.removeEventListener("load", naarDeel);
}
