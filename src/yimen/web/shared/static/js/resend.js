/* Counts the seconds until a new code may be asked for (data-wait on the button); without scripts the server says so. */
(function () {
  "use strict";
  document.querySelectorAll("button[data-wait]").forEach(function (button) {
    var words = button.textContent;
    var left = parseInt(button.dataset.wait, 10);
    function tick() {
      button.disabled = left > 0;
      button.textContent = left > 0 ? words + "(" + left + ")" : words;
      if (left > 0) {
        left -= 1;
        setTimeout(tick, 1000);
      }
    }
    if (left > 0) tick();
  });
})();
