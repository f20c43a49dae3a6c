// A form that needs a passkey asks the browser for it, then goes off with the answer.
document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const creates = form.dataset.passkey === "create";
  const trouble = form.querySelector("[data-trouble]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    trouble.hidden = true;
    try {
      const said = JSON.parse(form.dataset.options);
      const made = creates
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(said) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(said) });
      form.elements.credential.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
});
