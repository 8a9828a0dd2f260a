/* Choosing a file sends it at once, with progress; a broken line keeps the file and offers to send again.
   The answer is the whole page: only the block of this material, and what is still missing, are taken from it. */
(function () {
  "use strict";

  function say(live, words, bad) {
    live.textContent = "";
    var line = document.createElement("p");
    line.className = "upload__state" + (bad ? " upload__state--bad" : "");
    line.textContent = words;
    live.appendChild(line);
  }

  function offerRetry(block, live) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--secondary";
    button.textContent = live.dataset.retry;
    button.addEventListener("click", function () {
      send(block);
    });
    live.appendChild(button);
  }

  function putInPlace(block, page) {
    var answer = new DOMParser().parseFromString(page, "text/html");
    var fresh = answer.getElementById(block.id);
    var missing = document.getElementById("upload-missing");
    if (!fresh) return false;
    if (missing) missing.replaceChildren.apply(missing, answer.getElementById("upload-missing").childNodes);
    block.parentNode.replaceChild(fresh, block);
    prepare(fresh);
    var live = fresh.querySelector(".upload__live");
    if (!fresh.querySelector(".field__error")) say(live, live.dataset.done, false);
    var input = fresh.querySelector(".upload__input");
    if (input) input.focus();
    return true;
  }

  function send(block) {
    var form = block.querySelector(".upload");
    var live = block.querySelector(".upload__live");
    var bar = document.createElement("progress");
    var call = new XMLHttpRequest();
    var before = form.querySelector(".field__error");
    if (before) before.remove();
    say(live, live.dataset.sending, false);
    bar.className = "upload__progress";
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", live.dataset.sending);
    live.appendChild(bar);
    call.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
    });
    call.addEventListener("load", function () {
      /* the session ended: the answer is another page, which says what to do */
      if (call.responseURL && new URL(call.responseURL).pathname.indexOf("/login/") === 0) {
        window.location.assign(call.responseURL);
        return;
      }
      if (call.status < 500 && putInPlace(block, call.responseText)) return;
      say(live, call.status === 413 ? live.dataset.tooLarge : live.dataset.refused, true);
      if (call.status !== 413) offerRetry(block, live);
    });
    call.addEventListener("error", function () {
      say(live, live.dataset.broken, true);
      offerRetry(block, live);
    });
    call.open("POST", form.action);
    call.send(new FormData(form));
  }

  function prepare(block) {
    var input = block.querySelector(".upload__input");
    if (!input) return;
    input.addEventListener("change", function () {
      if (input.files.length) send(block);
    });
  }

  document.querySelectorAll("[data-upload]").forEach(prepare);
})();
