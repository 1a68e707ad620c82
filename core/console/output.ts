/** The log of entries, output and values. */

import { AnsiUp } from "ansi_up";

// A place in an entry, as tracebacks name it.
const PLACE = /File (&quot;|")&lt;entry (\d+)&gt;(?:&quot;|"), line (\d+)/g;

export class Output {
  readonly #element: HTMLElement;
  #text: { element: HTMLElement; ansi: AnsiUp; isError: boolean } | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.addEventListener("click", (event) => {
      if (event.target instanceof HTMLAnchorElement) {
        point(event.target);
      }
    });
  }

  /** Show what was entered. */
  entry(source: string, number: number): void {
    const element = this.#append("pre", "entry");
    element.id = `entry-${number}`;
    for (const line of source.split("\n")) {
      const span = document.createElement("span");
      span.className = "line";
      span.textContent = line;
      element.append(span);
    }
  }

  /** Add to the current text; colours are as ANSI escape codes say. */
  write(text: string, isError = false): void {
    if (this.#text?.isError !== isError) {
      const element = this.#append("pre", isError ? "text error" : "text");
      this.#text = { element, ansi: new AnsiUp(), isError };
      this.#text.ansi.use_classes = true;
    }
    const { element, ansi } = this.#text!;
    // ansi_up escapes what it does not make itself.
    const html = ansi.ansi_to_html(text).replace(PLACE, '<a href="#entry-$2" data-line="$3">$&</a>');
    element.insertAdjacentHTML("beforeend", html);
    element.scrollIntoView({ block: "nearest" });
  }

  /** Show a value that presents itself as HTML or as an image. */
  rich(content: string, mime: string): void {
    const element = this.#append("div", "rich");
    if (mime === "text/html" || mime === "image/svg+xml") {
      element.innerHTML = content;
    } else {
      const image = document.createElement("img");
      image.src = `data:${mime};base64,${content}`;
      image.alt = "Image";
      element.append(image);
    }
  }

  #append(name: "pre" | "div", className: string): HTMLElement {
    this.#text = undefined;
    const element = document.createElement(name);
    element.className = className;
    this.#element.append(element);
    return element;
  }
}

/** Mark the line of the entry that a link in a traceback names. */
function point(link: HTMLAnchorElement): void {
  const entry = document.querySelector(link.hash);
  const line = entry?.children[Number(link.dataset["line"]) - 1];
  document.querySelector(".pointed")?.classList.remove("pointed");
  line?.classList.add("pointed");
}
