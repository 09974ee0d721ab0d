(() => {
  "use strict";
  const lines = [...document.querySelectorAll(".line")];
  const pieces = [...document.querySelectorAll(".piece")];
  const names = (piece) => piece.dataset.lines.split(" ");
  let chosen = [];

  const choose = (wanted) => {
    chosen = wanted;
    document.body.classList.add("chosen"); // from here on the script lights, no longer the address
    for (const line of lines) line.classList.toggle("on", chosen.includes(line.id));
    for (const piece of pieces) piece.classList.toggle("on", names(piece).some((name) => chosen.includes(name)));
  };
  const go = (target) => {
    if (!target) return;
    target.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  for (const line of lines)
    line.addEventListener("click", (event) => {
      event.preventDefault();
      choose([line.id]);
      go(pieces.find((piece) => names(piece).includes(line.id)));
    });
  for (const piece of pieces)
    piece.addEventListener("click", (event) => {
      event.preventDefault();
      // back to the line that led here; a passage that carries several shows them all
      const all = names(piece);
      const back = all.find((name) => chosen.includes(name)) || all[0];
      choose(all);
      go(document.getElementById(back));
    });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose([]); });
})();
