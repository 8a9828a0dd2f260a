// Beside a group of ticks: one button that ticks all of them, and a count of what is ticked.
"use strict";

for (const choice of document.querySelectorAll(".list__choice")) {
  const count = choice.querySelector("[data-count]");
  const ticks = () => [...choice.querySelectorAll("input[type=checkbox]")];
  const tell = () => {
    const ticked = ticks().filter((each) => each.checked).length;
    if (count) count.textContent = `（${choice.dataset.chosen} ${ticked}）`;
  };
  for (const group of choice.querySelectorAll(".list__ticks")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small button--secondary";
    button.textContent = choice.dataset.all;
    button.addEventListener("click", () => {
      const inside = [...group.querySelectorAll("input[type=checkbox]")];
      const all = inside.every((each) => each.checked);
      for (const each of inside) each.checked = !all;
      tell();
    });
    group.before(button);
  }
  choice.addEventListener("change", tell);
}
