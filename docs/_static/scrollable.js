// Code that is wider than the page is scrolled with the keyboard, too.
addEventListener("load", () => {
  for (const block of document.querySelectorAll("pre")) {
    if (block.scrollWidth > block.clientWidth) {
      block.tabIndex = 0;
    }
  }
});
