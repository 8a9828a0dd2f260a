/* A ready phrase (data-phrase) is added to the text field that it names (data-into). */
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-phrase]");
    if (!button) return;
    var text = document.getElementById(button.dataset.into);
    if (!text) return;
    event.preventDefault(); /* one's own wordings are links, for those without scripts */
    text.value = (text.value ? text.value.replace(/\s*$/, "\n") : "") + button.dataset.phrase;
    text.focus();
  });
})();
