/* Copies the lines of a list (data-copy-text names it) and says so; over plain http by selecting them. */
(function () {
  "use strict";
  document.querySelectorAll("[data-copy-text]").forEach(function (button) {
    var list = document.getElementById(button.dataset.copyText);
    var status = document.querySelector("[data-copy-status]");

    function said() {
      if (status) status.textContent = button.dataset.done;
    }

    function bySelection() {
      var range = document.createRange();
      range.selectNodeContents(list);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      if (document.execCommand("copy")) said();
    }

    button.addEventListener("click", function () {
      var lines = Array.prototype.map.call(list.children, function (each) { return each.textContent.trim(); });
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(lines.join("\n")).then(said, bySelection);
      } else {
        bySelection();
      }
    });
  });
})();
