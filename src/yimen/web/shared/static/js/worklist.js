/* Keys for the worklist: j down, k up, Enter opens, / searches. The row under the cursor shows its preview. */
(function () {
  "use strict";
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
  var preview = document.getElementById("preview");
  if (!rows.length) return;
  var wait = null;

  function here() {
    return rows.findIndex(function (row) {
      return row.classList.contains("is-here");
    });
  }

  function show(row) {
    var address = row.dataset.preview;
    var again = row.dataset.again && document.getElementById("again");
    if (!preview || !(address || again)) return;
    clearTimeout(wait);
    wait = setTimeout(function () {
      var asked = { credentials: "same-origin" };
      if (again) {
        // what was searched is posted, here too
        asked.method = "POST";
        asked.body = new FormData(again);
        asked.body.set("here", row.dataset.again);
      }
      fetch(again ? again.action : address, asked)
        .then(function (answer) {
          return answer.ok ? answer.text() : "";
        })
        .then(function (page) {
          var fresh = page && new DOMParser().parseFromString(page, "text/html").getElementById("preview");
          if (fresh && row.classList.contains("is-here")) preview.innerHTML = fresh.innerHTML;
        })
        .catch(function () {
          if (address) window.location.href = address;
        });
    }, 120);
  }

  function move(place) {
    var row = rows[Math.max(0, Math.min(rows.length - 1, place))];
    rows.forEach(function (other) {
      other.classList.toggle("is-here", other === row);
    });
    row.querySelector("a").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    show(row);
  }

  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return;
    if (event.key === "j") move(here() + 1);
    else if (event.key === "k") move(here() < 0 ? 0 : here() - 1);
    else if (event.key === "Enter" && !/^(A|BUTTON|SUMMARY)$/.test(target.tagName) && here() >= 0) {
      rows[here()].querySelector("a").click();
    } else if (event.key === "/") {
      var search = document.getElementById("header-search");
      if (search) search.focus();
    } else return;
    event.preventDefault();
  });

  rows.forEach(function (row, place) {
    row.addEventListener("click", function (event) {
      if (!event.target.closest("a, button, input, label")) move(place);
    });
  });
})();
