/* The search for an item: options while one types, ↑ ↓ to move, Enter to take. The server finds; see desk/intake_items.html. */
(function () {
  "use strict";
  var WAIT = 120;
  var timer = null;
  var shown = null;

  function parts() {
    var box = document.querySelector("[data-item-search]");
    return box && { box: box, field: box.querySelector("#field-q"), list: box.querySelector("#item-options") };
  }

  function options(list) {
    return Array.prototype.slice.call(list.querySelectorAll("[data-code]"));
  }

  function activate(found, place) {
    var all = options(found.list);
    all.forEach(function (option, at) {
      var here = at === place;
      option.setAttribute("aria-selected", here ? "true" : "false");
      if (here) option.scrollIntoView({ block: "nearest" });
    });
    if (all[place]) found.field.setAttribute("aria-activedescendant", all[place].id);
    else found.field.removeAttribute("aria-activedescendant");
  }

  function active(found) {
    return options(found.list).findIndex(function (option) {
      return option.getAttribute("aria-selected") === "true";
    });
  }

  function open(found, isOpen) {
    found.list.hidden = !isOpen;
    found.field.setAttribute("aria-expanded", isOpen ? "true" : "false");
  }

  function choose(found, option) {
    if (option) option.closest("form").dispatchEvent(new CustomEvent("step", { detail: "ITEM:" + option.dataset.code }));
  }

  function load(then) {
    var found = parts();
    if (!found) return;
    var words = found.field.value.trim();
    clearTimeout(timer);
    if (!words) {
      open(found, false);
      return;
    }
    fetch(found.box.dataset.url + "?q=" + encodeURIComponent(words), { credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok && !answer.redirected ? answer.text() : "";
      })
      .then(function (html) {
        if (found.field.value.trim() !== words) return;
        found.list.innerHTML = html;
        shown = words;
        open(found, Boolean(html));
        activate(found, 0);
        if (then) then(found);
      })
      .catch(function () {
        open(found, false);
      });
  }

  function prepare() {
    var found = parts();
    if (!found) return;
    shown = null;
    found.field.setAttribute("role", "combobox");
    found.field.setAttribute("aria-autocomplete", "list");
    found.field.setAttribute("aria-controls", "item-options");
    found.field.setAttribute("aria-expanded", "false");
  }

  document.addEventListener("input", function (event) {
    if (event.target.id !== "field-q" || !parts()) return;
    clearTimeout(timer);
    timer = setTimeout(load, WAIT);
  });

  document.addEventListener("keydown", function (event) {
    var found = event.target.id === "field-q" && parts();
    if (!found || event.isComposing || event.ctrlKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var count = options(found.list).length;
      if (count) activate(found, (active(found) + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && found.field.value.trim()) {
      if (shown === found.field.value.trim()) choose(found, options(found.list)[active(found)]);
      else
        load(function (fresh) {
          choose(fresh, options(fresh.list)[0]);
        });
    } else if (event.key === "Escape") open(found, false);
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", function (event) {
    var option = event.target.closest && event.target.closest("#item-options [data-code]");
    var found = parts();
    if (option && found) choose(found, option);
  });

  document.addEventListener("stepped", prepare);
  prepare();
})();
