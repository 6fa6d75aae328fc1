// Looks at the page in the frame as a reader would, and writes what it sees into this document.
"use strict";

const frame = document.querySelector("iframe");

function shown(element) {
  return element.getClientRects().length > 0;
}

function channels(colour) {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
}

// https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function backgroundOf(element, view) {
  for (let each = element; each; each = each.parentElement) {
    const { rgb, alpha } = channels(view.getComputedStyle(each).backgroundColor);
    if (alpha === 1) return rgb;
  }
  return [255, 255, 255];
}

function colours(element, view) {
  const style = view.getComputedStyle(element);
  if (element.tagName === "text") {
    const cell = element.previousElementSibling;
    return [channels(style.fill).rgb, channels(view.getComputedStyle(cell).fill).rgb];
  }
  return [channels(style.color).rgb, backgroundOf(element, view)];
}

function faintTexts(page, view) {
  const found = [];
  for (const element of page.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !shown(element) || element.tagName === "title") continue;
    const ratio = contrast(...colours(element, view));
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.textContent.slice(0, 40)}`);
  }
  return found;
}

function unnamedDrawings(page) {
  return [...page.querySelectorAll("svg")].filter((svg) => {
    const title = page.getElementById(svg.getAttribute("aria-labelledby"));
    return svg.getAttribute("role") !== "img" || !title || !title.textContent.trim() || title.parentNode !== svg;
  }).length;
}

function unlabelledRegions(page) {
  return [...page.querySelectorAll("section, article")].filter(
    (region) => !page.getElementById(region.getAttribute("aria-labelledby")),
  ).length;
}

function skippedHeadings(page) {
  const levels = [...page.querySelectorAll("h1, h2, h3, h4")].filter(shown).map((h) => Number(h.tagName[1]));
  return levels.filter((level, n) => level > (n ? levels[n - 1] : 0) + 1).length;
}

function look() {
  const page = frame.contentDocument;
  const view = frame.contentWindow;
  page.querySelectorAll("details").forEach((details) => { details.open = true; });
  return {
    shown: [...page.querySelectorAll(".report")].filter(shown).map((report) => report.lang),
    faint: faintTexts(page, view),
    sideways: page.scrollingElement.scrollWidth - view.innerWidth,
    headings: [...page.querySelectorAll("h1")].filter(shown).length,
    skipped: skippedHeadings(page),
  };
}

window.addEventListener("load", () => {
  const page = frame.contentDocument;
  const before = look();
  const other = page.querySelector("input[type=radio]:not(:checked)");
  page.querySelector(`label[for=${other.id}]`).click();
  const result = {
    title: page.title,
    scripts: page.scripts.length,
    owned: frame.contentWindow.owned === undefined ? "no" : "yes",
    language: page.documentElement.lang,
    font: frame.contentWindow.getComputedStyle(page.body).wordBreak,
    background: frame.contentWindow.getComputedStyle(page.documentElement).backgroundColor,
    unnamed: unnamedDrawings(page),
    unlabelled: unlabelledRegions(page),
    before,
    after: look(),
  };
  document.querySelector("#result").textContent = JSON.stringify(result);
});
