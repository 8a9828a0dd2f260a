/* A button with data-dialog="<id>" asks first; "yes" sends the same form by the same button with confirmed=1. */
(function () {
  "use strict";

  function send(button) {
    var form = button.form;
    [["confirmed", "1"], [button.name, button.value]].forEach(function (pair) {
      if (!pair[0]) return;
      var input = document.createElement("input");
      input.type = "hidden";
      input.name = pair[0];
      input.value = pair[1];
      form.appendChild(input);
    });
    form.dataset.sent = "yes";
    form.submit();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dialog]");
    var dialog = button && document.getElementById(button.dataset.dialog);
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    dialog.querySelector("[data-dialog-yes]").onclick = function () {
      this.disabled = true;
      send(button);
    };
    dialog.querySelector("[data-dialog-no]").onclick = function () {
      dialog.close();
    };
    dialog.showModal();
  });
})();
