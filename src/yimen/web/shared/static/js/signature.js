/* Sign on the screen: finger, pen or mouse; what is drawn goes along as a PNG in a hidden field.
   Whoever cannot draw takes the other way: a photograph of the signed paper. */
(function () {
  "use strict";

  function prepare(block) {
    var canvas = block.querySelector("canvas");
    var field = block.querySelector("input[name=signature_data]");
    var state = block.querySelector("[data-signature-state]");
    var pen = canvas.getContext("2d");
    var drawing = false;
    var length = 0;
    var last = null;

    function clear() {
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      length = 0;
      field.value = "";
      state.textContent = state.dataset.empty;
    }

    function at(event) {
      var box = canvas.getBoundingClientRect();
      return {
        x: ((event.clientX - box.left) * canvas.width) / box.width,
        y: ((event.clientY - box.top) * canvas.height) / box.height,
      };
    }

    canvas.addEventListener("pointerdown", function (event) {
      drawing = true;
      last = at(event);
      if (canvas.setPointerCapture) canvas.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!drawing) return;
      var here = at(event);
      pen.strokeStyle = "#1b2733";
      pen.lineWidth = 5;
      pen.lineCap = "round";
      pen.beginPath();
      pen.moveTo(last.x, last.y);
      pen.lineTo(here.x, here.y);
      pen.stroke();
      length += Math.abs(here.x - last.x) + Math.abs(here.y - last.y);
      last = here;
      event.preventDefault();
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      canvas.addEventListener(name, function () {
        if (!drawing) return;
        drawing = false;
        /* a dot is no signature */
        if (length < 60) return;
        field.value = canvas.toDataURL("image/png");
        state.textContent = state.dataset.signed;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
    block.querySelector("[data-signature-clear]").addEventListener("click", function () {
      clear();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    clear();
  }

  document.querySelectorAll("[data-signature]").forEach(prepare);
})();
