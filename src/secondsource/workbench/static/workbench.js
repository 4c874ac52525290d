"use strict";
// "/" leads to the search of all articles, wherever one is; it is in the row of pages for who uses no such keys.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const field = document.getElementById("q");
  if (field) { field.focus(); field.select(); } else location.href = "/articles#q";
});
