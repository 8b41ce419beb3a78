// Copies a ready sentence. Without this file the sentence is text to select, and no button shows.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = document.getElementById(`${button.dataset.copy}-said`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      said.textContent = button.dataset.done;
    } catch {
      // No permission, or no https: select it, so that one key is left to press.
      getSelection().selectAllChildren(text);
      said.textContent = button.dataset.select;
    }
  });
}
