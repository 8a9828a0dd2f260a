/* Lights the stars up to the chosen one; nothing is chosen beforehand. */
(function () {
  "use strict";
  document.querySelectorAll("[data-stars]").forEach(function (group) {
    var stars = Array.prototype.slice.call(group.querySelectorAll(".stars__star"));
    function light() {
      var chosen = stars.findIndex(function (star) {
        return star.querySelector("input").checked;
      });
      stars.forEach(function (star, place) {
        star.classList.toggle("is-lit", place <= chosen);
      });
    }
    group.addEventListener("change", light);
    light();
  });
})();
