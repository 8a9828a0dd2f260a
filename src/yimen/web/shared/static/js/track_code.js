/* A code behind # in the address (from the sheet with the QR code) goes into its field; behind # it enters no log. */
(function () {
  "use strict";
  var field = document.getElementById("field-check_code");
  var code = window.location.hash.slice(1);
  if (!field || field.value || !/^[A-Z0-9-]{4,16}$/.test(code)) return;
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
})();
