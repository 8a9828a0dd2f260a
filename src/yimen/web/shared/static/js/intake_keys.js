/* Single keys of the counter: digits choose in a group (data-pick), A marks the rest as there, S scans, ? shows the keys,
   Ctrl+Enter takes in. The button that fits the marks is the only one that shows. */
(function () {
  "use strict";

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function chosen(group) {
    return group.querySelector("input:checked");
  }

  function isText(field) {
    return /^(SELECT|TEXTAREA)$/.test(field.tagName) || (field.tagName === "INPUT" && !/^(radio|checkbox|file)$/.test(field.type));
  }

  function stops() {
    return all("#intake [data-pick], #intake #field-q, #intake .intake__buttons button").filter(function (each) {
      return each.offsetParent !== null;
    });
  }

  function goTo(stop) {
    if (!stop) return;
    (stop.hasAttribute("data-pick") ? chosen(stop) || stop.querySelector("input") : stop).focus();
  }

  function onward(from) {
    goTo(
      stops().find(function (each) {
        return from.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING && !each.contains(from);
      })
    );
  }

  function refresh() {
    var acting = document.getElementById("intake-acting");
    var way = document.querySelector("input[name=identity_check]:checked");
    if (acting) acting.classList.toggle("js-folded", !way || way.value !== "BY_REPRESENTATIVE");
    var outcome = document.getElementById("intake-outcome");
    var state = "complete";
    all("[data-mark]").forEach(function (mark) {
      var verdict = chosen(mark);
      var why = mark.querySelector(".mark__why");
      why.classList.toggle("js-folded", !(verdict && verdict.value !== "PASS") && !why.querySelector(".field__error"));
      if (!verdict) state = "open";
      else if (state !== "open" && (verdict.value === "FAIL" || (verdict.value === "MISSING" && mark.dataset.required)))
        state = "lacking";
    });
    if (!outcome) return;
    if (outcome.textContent !== outcome.dataset[state]) outcome.textContent = outcome.dataset[state];
    all("[data-when]").forEach(function (button) {
      button.hidden = button.dataset.when !== (state === "lacking" ? "lacking" : "complete");
    });
  }

  function pick(group, digit) {
    var radio = all("input[type=radio]", group)[digit - 1];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    if (radio.value === "FAIL") radio.closest("[data-mark]").querySelector(".mark__why input").focus();
    else if (radio.value === "BY_REPRESENTATIVE") document.getElementById("field-acting_id_no").focus();
    else onward(radio);
  }

  function markTheRest(list) {
    all("[data-pick]", list).forEach(function (group) {
      if (!chosen(group)) group.querySelector("input[value=PASS]").checked = true;
    });
    refresh();
    goTo(stops().pop());
  }

  function single(event) {
    var group = event.target.closest("[data-pick]");
    var list = event.target.closest("[data-marks]");
    var key = event.key.toLowerCase();
    if (group && /^[1-9]$/.test(key)) pick(group, Number(key));
    else if (list && key === "a") markTheRest(list);
    else if (list && key === "s") event.target.closest("[data-mark]").querySelector("input[type=file]").click();
    else if (key === "?") {
      var keys = document.getElementById("intake-keys");
      if (keys) keys.open = !keys.open;
    } else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) {
      var last = stops().pop();
      if (last && last.tagName === "BUTTON") last.click();
    } else if (event.key === "Enter" && event.target.closest(".mark__why")) {
      event.preventDefault();
      onward(event.target);
    } else if (!event.ctrlKey && !isText(event.target)) single(event);
  });
  document.addEventListener("change", refresh);
  document.addEventListener("stepped", refresh);
  refresh();
})();
