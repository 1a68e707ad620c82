// Before anything is shown, so that the page does not flash in the other colours.
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
