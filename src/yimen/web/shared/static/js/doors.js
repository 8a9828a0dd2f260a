/* Where the doors scroll sideways, the one that is open stands in view. */
(function () {
  "use strict";
  document.querySelectorAll(".doors__list").forEach(function (list) {
    var here = list.querySelector("[aria-current]");
    if (!here) return;
    var room = (list.clientWidth - here.offsetWidth) / 2;
    list.scrollLeft += here.getBoundingClientRect().left - list.getBoundingClientRect().left - room;
  });
})();
