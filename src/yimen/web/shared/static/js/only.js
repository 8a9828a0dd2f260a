/* A field that belongs to some choices only (data-only="A B") hides while another one is chosen (name=choice). */
(function () {
  "use strict";
  var fields = document.querySelectorAll("[data-only]");
  if (!fields.length) return;
  function show() {
    var chosen = document.querySelector("input[name=choice]:checked");
    fields.forEach(function (field) {
      field.hidden = !chosen || field.dataset.only.split(" ").indexOf(chosen.value) < 0;
    });
  }
  document.addEventListener("change", function (event) {
    if (event.target.name === "choice") show();
  });
  show();
})();
