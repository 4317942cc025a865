// browse.js AXE PAGE FOLDER WIDTH...: opens a page in headless Chromium at each width, light and dark, and prints as JSON what axe-core
// finds, the page's measures and the words that it shows.  A picture of each is left in the folder.
const puppeteer = require("puppeteer");
const fs = require("fs");
const path = require("path");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const measures = () => {
  const box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const nav = document.querySelector("nav.contents");
  const body = [...document.querySelectorAll("p.body")].find((p) => p.getClientRects().length);
  const size = body ? parseFloat(getComputedStyle(body).fontSize) : 0;
  return {
    scroll: document.documentElement.scrollWidth,
    cut: [...document.querySelectorAll("main *")].filter((n) => !n.closest(".wide") && n.getBoundingClientRect().right > innerWidth + 1).length,
    shown: nav ? getComputedStyle(nav).display !== "none" : null,
    beside: nav ? nav.getBoundingClientRect().right <= box("main").left + 1 && nav.getBoundingClientRect().width > 0 : null,
    measure: body ? body.getBoundingClientRect().width / size : null,
    centre: (box("article").left + box("article").right) / 2 / innerWidth,
  };
};

// What a person reads: the words that are laid out, without those that the printer marks as its own.
const words = () => {
  const root = document.querySelector("article");
  for (const node of root.querySelectorAll(".generated")) node.style.display = "none";
  return root.innerText;
};

// The way of a person on a phone: open the contents, choose the last entry.
const choose = () => {
  const nav = document.querySelector("nav.contents");
  const state = () => getComputedStyle(nav).display;
  document.querySelector("a.open").click();
  const opened = state();
  const entry = [...nav.querySelectorAll("li a")].at(-1);
  entry.click();
  const goal = document.getElementById(entry.hash.slice(1)).getBoundingClientRect();
  return { opened, closed: state(), below: goal.top >= document.querySelector(".bar").getBoundingClientRect().bottom - 1, seen: goal.top < innerHeight };
};

(async () => {
  const [axe, page, folder, ...widths] = process.argv.slice(2);
  const browser = await puppeteer.launch({ executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ["--no-sandbox"] });
  const looks = [];
  for (const width of widths.map(Number)) {
    for (const scheme of ["light", "dark"]) {
      const tab = await browser.newPage();
      await tab.setViewport({ width, height: 900 });
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await tab.goto("file://" + page);
      await tab.screenshot({ path: path.join(folder, `${path.parse(page).name}-${width}-${scheme}.png`) });
      await tab.evaluate(fs.readFileSync(axe, "utf-8"));
      const found = await tab.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
      const look = { width, scheme, ...(await tab.evaluate(measures)) };
      look.violations = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`);
      if (look.shown === false) look.way = await tab.evaluate(choose);
      look.text = await tab.evaluate(words);
      await tab.emulateMediaType("print");
      look.printed = await tab.evaluate(words);
      looks.push(look);
      await tab.close();
    }
  }
  console.log(JSON.stringify(looks));
  await browser.close();
})();
