/* After taking in: single keys press what bears them (data-key), and the papers are put in place as soon as they are made. */
(function () {
  "use strict";
  var left = 60;

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    var target = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (!target) return;
    event.preventDefault();
    target.click();
  });

  function ask() {
    fetch(window.location.pathname, { credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok ? answer.text() : "";
      })
      .then(function (page) {
        var fresh = page && new DOMParser().parseFromString(page, "text/html").getElementById("taken-papers");
        var papers = document.getElementById("taken-papers");
        if (fresh && !fresh.hasAttribute("data-paper-wait")) papers.replaceWith(fresh);
        else again();
      })
      .catch(again);
  }

  function again() {
    left -= 1;
    if (left > 0) window.setTimeout(ask, left > 50 ? 500 : 3000);
  }

  if (document.querySelector("#taken-papers[data-paper-wait]")) again();
})();
