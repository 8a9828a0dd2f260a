/* A village's intake on a weak line: pictures are made smaller when chosen, the whole form goes in one
   submission with progress, and nothing is lost when the line breaks: the same key is sent again.
   Nothing of it is kept in the browser's stores; it lives in this page and ends with it. */
(function () {
  "use strict";
  var form = document.querySelector("[data-intake]");
  if (!form) return;
  var LONGEST = 2000;
  var SMALL = 600 * 1024;
  var live = form.querySelector("[data-live]");
  var pictures = {};

  function say(words, bad) {
    live.textContent = "";
    var line = document.createElement("p");
    line.className = "upload__state" + (bad ? " upload__state--bad" : "");
    line.textContent = words;
    live.appendChild(line);
  }

  function smaller(file) {
    if (!/^image\//.test(file.type) || file.size <= SMALL || !window.createImageBitmap) return Promise.resolve(file);
    return window
      .createImageBitmap(file)
      .then(function (image) {
        var scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
        var canvas = document.createElement("canvas");
        canvas.width = Math.round(image.width * scale);
        canvas.height = Math.round(image.height * scale);
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        return new Promise(function (done) {
          canvas.toBlob(
            function (blob) {
              done(blob && blob.size < file.size ? blob : file);
            },
            "image/jpeg",
            0.82
          );
        });
      })
      .catch(function () {
        return file;
      });
  }

  function jpegName(file, blob) {
    return blob === file ? file.name : file.name.replace(/\.[^.]*$/, "") + ".jpg";
  }

  function show(input) {
    var place = form.querySelector('[data-pictures-of="' + input.id + '"]');
    place.textContent = "";
    (pictures[input.name] || []).forEach(function (each) {
      var line = document.createElement("p");
      line.className = "village__picture";
      if (/^image\//.test(each.blob.type)) {
        var image = document.createElement("img");
        image.alt = "";
        image.src = URL.createObjectURL(each.blob);
        image.onload = function () {
          URL.revokeObjectURL(image.src);
        };
        line.appendChild(image);
      }
      line.appendChild(document.createTextNode(each.name + " · " + Math.max(1, Math.round(each.blob.size / 1024)) + " KB"));
      place.appendChild(line);
    });
  }

  function choose(input) {
    var files = Array.prototype.slice.call(input.files);
    var ready = Promise.all(
      files.map(function (file) {
        return smaller(file).then(function (blob) {
          return { name: jpegName(file, blob), blob: blob };
        });
      })
    ).then(function (made) {
      /* one picture after the other of the same paper: they add up */
      pictures[input.name] = input.multiple ? (pictures[input.name] || []).concat(made) : made;
      input.value = "";
      show(input);
      check();
    });
    return ready;
  }

  function check() {
    var list = form.querySelector("[data-check]");
    if (!list) return;
    list.textContent = "";
    function line(term, text) {
      var dt = document.createElement("dt");
      var dd = document.createElement("dd");
      dt.textContent = term;
      dd.textContent = text;
      list.appendChild(dt);
      list.appendChild(dd);
    }
    var person = form.querySelector(".village__person strong");
    var name = form.elements.name && form.elements.name.value !== undefined ? form.elements.name.value : "";
    line(list.dataset.who, person ? person.textContent : name || list.dataset.open);
    form.querySelectorAll(".village__materials .material").forEach(function (row) {
      var input = row.querySelector("[data-picture]");
      if (!input) return;
      var mark = row.querySelector("select");
      var count = (pictures[input.name] || []).length;
      var words = count ? count + " " + list.dataset.count : list.dataset.open;
      if (!count && mark && mark.value) words = mark.options[mark.selectedIndex].textContent;
      line(row.querySelector(".material__name").textContent, words);
    });
    var way = form.querySelector("[name=consent_way]:checked");
    if (way) line(list.dataset.consent, form.querySelector('label[for="' + way.id + '"]').textContent);
  }

  function ways() {
    var chosen = form.querySelector("[name=consent_way]:checked");
    form.querySelectorAll("[data-way]").forEach(function (block) {
      block.hidden = !!chosen && block.dataset.way !== chosen.value;
    });
  }

  function body() {
    var data = new FormData(form);
    form.querySelectorAll("[data-picture]").forEach(function (input) {
      data.delete(input.name);
      (pictures[input.name] || []).forEach(function (each) {
        data.append(input.name, each.blob, each.name);
      });
    });
    return data;
  }

  function mend(page) {
    var answer = new DOMParser().parseFromString(page, "text/html");
    if (!answer.querySelector("[data-intake]")) return false;
    form.querySelectorAll("[data-swap]").forEach(function (part) {
      var fresh = answer.getElementById(part.id);
      if (fresh) part.replaceChildren.apply(part, fresh.childNodes);
    });
    var summary = document.getElementById("error-summary");
    if (summary) {
      summary.scrollIntoView();
      summary.focus();
    }
    check();
    return true;
  }

  function rest() {
    delete form.dataset.sent;
    var button = form.querySelector("[data-send]");
    button.removeAttribute("aria-disabled");
    return button;
  }

  function fail(words) {
    say(words, true);
    rest().textContent = form.dataset.retry;
  }

  function send() {
    var call = new XMLHttpRequest();
    var bar = document.createElement("progress");
    say(form.dataset.sending, false);
    bar.className = "upload__progress";
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", form.dataset.sending);
    live.appendChild(bar);
    call.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
    });
    call.addEventListener("load", function () {
      if (call.status === 413) return fail(form.dataset.tooLarge);
      if (call.status >= 500) return fail(form.dataset.refused);
      /* done, or the session has ended: the address says where to go on */
      if (new URL(call.responseURL).pathname !== window.location.pathname) {
        window.location.assign(call.responseURL);
        return undefined;
      }
      live.textContent = "";
      rest();
      return mend(call.responseText) ? undefined : fail(form.dataset.refused);
    });
    call.addEventListener("error", function () {
      fail(form.dataset.broken);
    });
    call.open("POST", form.action);
    call.send(body());
  }

  form.addEventListener("change", function (event) {
    if (event.target.matches("[data-picture]")) choose(event.target);
    else {
      ways();
      check();
    }
  });
  form.addEventListener("input", check);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    form.querySelector("[data-send]").setAttribute("aria-disabled", "true");
    send();
  });
  window.addEventListener("pageshow", function (event) {
    /* out of the back-forward store: the page must not show what was typed to whoever comes next */
    if (event.persisted) window.location.reload();
  });
  ways();
  check();
})();
