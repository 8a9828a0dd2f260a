/* A form that is on its way says so, and its button waits: sending twice would only make people unsure.
   The server takes the same form once anyway. Coming back to the page makes it ready again. */
(function () {
  "use strict";

  document.querySelectorAll("form[data-once]").forEach(function (form) {
    var words = form.querySelector("[data-once-words]");

    function rest() {
      form.querySelectorAll("button[type=submit]").forEach(function (button) {
        button.removeAttribute("aria-disabled");
      });
      form.removeAttribute("aria-busy");
      if (words) words.textContent = "";
    }

    form.addEventListener("submit", function (event) {
      if (form.getAttribute("aria-busy")) {
        event.preventDefault();
        return;
      }
      form.setAttribute("aria-busy", "true");
      form.querySelectorAll("button[type=submit]").forEach(function (button) {
        button.setAttribute("aria-disabled", "true");
      });
      if (words) words.textContent = words.dataset.onceWords;
    });
    window.addEventListener("pageshow", rest);
  });
})();
