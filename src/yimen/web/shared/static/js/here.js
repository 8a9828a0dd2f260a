/* A button that fills two fields with the position of the phone (data-latitude, data-longitude: their ids). */
(function () {
  "use strict";
  var button = document.querySelector("[data-here]");
  var said = document.querySelector("[data-here-said]");
  if (!button || !said || !navigator.geolocation) return;
  button.addEventListener("click", function () {
    navigator.geolocation.getCurrentPosition(
      function (found) {
        document.getElementById(button.dataset.latitude).value = found.coords.latitude.toFixed(5);
        document.getElementById(button.dataset.longitude).value = found.coords.longitude.toFixed(5);
        said.textContent = said.dataset.done;
      },
      function () {
        said.textContent = said.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 15000 }
    );
  });
})();
