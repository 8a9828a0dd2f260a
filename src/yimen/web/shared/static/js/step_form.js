/* A form whose buttons are steps (data-step-form): the answer to a step is put in place without a new page.
   Scans that were chosen stay, what is typed meanwhile stays, and the focus goes on where the server says.
   Without scripts the same form works as plain pages. Others may ask for a step by the event "step". */
(function () {
  "use strict";
  var form = document.querySelector("[data-step-form]");
  if (!form || !window.fetch || !form.replaceChildren) return;
  var said = document.getElementById("intake-said");
  var busy = false;

  function texts() {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.id && /^(text|tel|select-one|textarea)$/.test(field.type);
    });
  }

  function goOn() {
    var summary = document.getElementById("error-summary");
    var next = summary || document.getElementById(form.dataset.focus || "");
    if (next) next.focus();
  }

  function putInPlace(page, before) {
    var answer = new DOMParser().parseFromString(page, "text/html");
    var fresh = answer.getElementById(form.id);
    if (!fresh) return false;
    texts().forEach(function (field) {
      var same = fresh.querySelector("#" + CSS.escape(field.id));
      if (same && before[field.id] !== undefined && before[field.id] !== field.value) same.value = field.value;
    });
    form.querySelectorAll("input[type=file]").forEach(function (field) {
      var same = fresh.querySelector("#" + CSS.escape(field.id));
      if (same && field.files.length && !("once" in field.dataset)) same.replaceWith(field);
    });
    form.dataset.focus = fresh.dataset.focus;
    form.replaceChildren.apply(form, Array.prototype.slice.call(fresh.childNodes));
    said.textContent = answer.getElementById("intake-said").textContent;
    goOn();
    document.dispatchEvent(new CustomEvent("stepped"));
    return true;
  }

  function takeStep(act) {
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    var before = {};
    texts().forEach(function (field) {
      before[field.id] = field.value;
    });
    var body = new FormData(form);
    body.set("act", act);
    fetch(form.action, { method: "POST", body: body, credentials: "same-origin" })
      .then(function (answer) {
        if (answer.redirected) {
          window.location.assign(answer.url);
          return null;
        }
        return answer.text();
      })
      .then(function (page) {
        if (page === null) return;
        if (!putInPlace(page, before)) said.textContent = form.dataset.lost;
        busy = false;
        form.removeAttribute("aria-busy");
      })
      .catch(function () {
        said.textContent = form.dataset.lost;
        busy = false;
        form.removeAttribute("aria-busy");
      });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    takeStep(event.submitter ? event.submitter.value : "NEXT");
  });
  form.addEventListener("step", function (event) {
    takeStep(event.detail);
  });
  /* back from the next page: the same form may be sent again, its key makes that harmless */
  window.addEventListener("pageshow", function () {
    busy = false;
    form.removeAttribute("aria-busy");
  });
  document.addEventListener("DOMContentLoaded", goOn);
})();
