/* The line "差在哪里,怎么补" shows only where a material falls short; without scripts it is always there. */
(function () {
  "use strict";
  function fold(row) {
    var chosen = row.querySelector(".verdicts input:checked");
    var why = row.querySelector(".material__why");
    if (why) why.hidden = !(chosen && chosen.value !== "PASS") && !why.querySelector(".field__error");
  }
  document.querySelectorAll(".material").forEach(function (row) {
    fold(row);
    row.addEventListener("change", function (event) {
      if (event.target.type !== "radio") return;
      fold(row);
      var why = row.querySelector(".material__why");
      if (why && !why.hidden) why.querySelector("input").focus();
    });
  });
})();
