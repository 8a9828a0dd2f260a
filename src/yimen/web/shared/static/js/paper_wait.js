/* While a paper is being made: ask quietly whether it is there, and show the page anew as soon as it is.
   It gives up after two minutes; the plain link stays. */
(function () {
  "use strict";
  var left = 40;

  function ask() {
    var call = new XMLHttpRequest();
    call.addEventListener("load", function () {
      if (call.status === 200 && call.responseText.indexOf("data-paper-wait") < 0) window.location.reload();
      else again();
    });
    call.addEventListener("error", again);
    call.open("GET", window.location.pathname);
    call.send();
  }

  function again() {
    left -= 1;
    if (left > 0) window.setTimeout(ask, 3000);
  }

  again();
})();
