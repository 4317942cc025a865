// browse.js AXE PAGE WIDTH PICTURE: opens a page in headless Chromium, prints what axe-core finds and the page's measures as JSON.
const puppeteer = require("puppeteer");
const fs = require("fs");

(async () => {
  const [axe, page, width, picture] = process.argv.slice(2);
  const browser = await puppeteer.launch({ executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ["--no-sandbox"] });
  const tab = await browser.newPage();
  await tab.setViewport({ width: Number(width), height: 900 });
  await tab.goto("file://" + page);
  await tab.evaluate(fs.readFileSync(axe, "utf-8"));
  const found = await tab.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const measures = await tab.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: window.innerWidth,
    beside: document.querySelector("nav") ? document.querySelector("nav").getBoundingClientRect().right <=
      document.querySelector("main").getBoundingClientRect().left + 1 : null,
  }));
  await tab.screenshot({ path: picture });
  console.log(JSON.stringify({ violations: found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`), ...measures }));
  await browser.close();
})();
