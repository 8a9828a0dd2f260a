/* Copies the text of an element (data-copy names it) with one key: Enter or c; j and k go down and up. */
(function () {
  "use strict";
  var sheet = document.querySelector("[data-sheet]");
  if (!sheet) return;
  var buttons = Array.prototype.slice.call(sheet.querySelectorAll("[data-copy]"));
  var status = sheet.querySelector("[data-copied]");
  if (!buttons.length) return;

  /* Over plain http, as in an office without a certificate, browsers offer no clipboard to scripts. */
  function bySelection(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    var done = document.execCommand("copy");
    if (done) selection.removeAllRanges();
    return done;
  }

  function said(button) {
    buttons.forEach(function (each) { each.classList.toggle("is-copied", each === button); });
    status.textContent = status.dataset.words + button.dataset.label;
  }

  function copy(button) {
    var element = document.getElementById(button.dataset.copy);
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(element.textContent).then(
        function () { said(button); },
        function () { if (bySelection(element)) said(button); }
      );
    } else if (bySelection(element)) {
      said(button);
    }
  }

  sheet.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    var at = buttons.indexOf(document.activeElement);
    if (event.key === "j" || event.key === "ArrowDown") {
      buttons[Math.min(at + 1, buttons.length - 1)].focus();
    } else if (event.key === "k" || event.key === "ArrowUp") {
      buttons[Math.max(at - 1, 0)].focus();
    } else if (event.key === "c" && at >= 0) {
      copy(buttons[at]);
    } else {
      return;
    }
    event.preventDefault();
  });

  if (!document.activeElement || document.activeElement === document.body) buttons[0].focus();
})();
