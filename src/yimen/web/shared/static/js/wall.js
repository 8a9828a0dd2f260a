/* A board on a wall that renews itself each minute; without a network it keeps what it has and says since when. */
(function () {
  "use strict";
  var minute = 60 * 1000;

  function lost() {
    var board = document.querySelector("[data-wall]");
    var said = board && board.querySelector("[data-wall-lost]");
    if (!said) return;
    said.textContent = board.dataset.lost;
    said.hidden = false;
    board.classList.add("wall__board--lost");
  }

  function renew() {
    fetch(window.location.href, { credentials: "same-origin", redirect: "error", cache: "no-store" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-wall]");
        var board = document.querySelector("[data-wall]");
        if (!fresh || !board) throw new Error("no board");
        board.replaceWith(fresh);
      })
      .catch(lost);
  }

  window.setInterval(renew, minute);
  window.addEventListener("offline", lost);
  window.addEventListener("online", renew);
  document.addEventListener("dblclick", function () {
    var page = document.documentElement;
    if (!document.fullscreenElement && page.requestFullscreen) page.requestFullscreen().catch(function () {});
  });
})();
