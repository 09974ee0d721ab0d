(() => {
  const marks = [...document.querySelectorAll("mark")];
  const names = (mark) => mark.dataset.lines.split(" ");
  const show = (chosen, target) => {
    for (const mark of marks) mark.classList.toggle("on", names(mark).some((name) => chosen.includes(name)));
    for (const line of document.querySelectorAll(".line")) line.classList.toggle("on", chosen.includes(line.id));
    if (target) target.scrollIntoView({ block: "nearest" });
  };
  for (const line of document.querySelectorAll(".line"))
    line.addEventListener("click", (event) => {
      event.preventDefault();
      show([line.id], marks.find((mark) => names(mark).includes(line.id)));
    });
  for (const mark of marks) {
    const back = () => show(names(mark), document.getElementById(names(mark)[0]));
    mark.addEventListener("click", back);
    mark.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); back(); } });
  }
})();
